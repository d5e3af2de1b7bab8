package org.lineside.simulation.traffic;

import java.util.List;
import java.util.SplittableRandom;
import org.lineside.simulation.railway.Railway;
import org.lineside.simulation.railway.Route;

/**
 * Plans the calls of one vehicle on one run: train control all the way, handed over to the second radio at the border
 * between two radio block centres (the junction), some calls opened late or re-opened, voice and group calls anywhere.
 */
final class CallPlanner {
    private static final double VOICE_PER_HOUR = 1.6;
    private static final double GROUP_PER_HOUR = 0.4;

    private final Route route;
    private final Trajectory trajectory;
    private final Vehicle vehicle;
    private final long startMs;
    private final SplittableRandom random;
    private final List<CallPlan> calls;
    private final int junctionLeg;
    private String prefix = "";
    private int made;

    CallPlanner(
            Railway railway,
            Route route,
            Trajectory trajectory,
            Vehicle vehicle,
            long startMs,
            SplittableRandom random,
            List<CallPlan> calls) {
        this.route = route;
        this.trajectory = trajectory;
        this.vehicle = vehicle;
        this.startMs = startMs;
        this.random = random;
        this.calls = calls;
        this.junctionLeg = borderLeg(railway, route);
    }

    /** The leg at whose start the border lies: where the trunk meets an outer segment; 0 without. */
    private static int borderLeg(Railway railway, Route route) {
        int trunk = railway.segments().get(0).index();
        for (int i = 1; i < route.legs().size(); i++) {
            int a = route.legs().get(i - 1).segment().index();
            int b = route.legs().get(i).segment().index();
            if ((a == trunk && b < 3) || (b == trunk && a < 3)) {
                return i;
            }
        }
        return 0;
    }

    void plan(String idPrefix) {
        prefix = idPrefix + "-" + vehicle.number();
        int end = trajectory.seconds() - 5;
        int first = random.nextInt(0, 2);
        Mobile a = vehicle.data().get(first);
        Mobile b = vehicle.data().get(1 - first);
        int begin = random.nextDouble() < 0.1 ? random.nextInt(10, Math.max(11, end / 2)) : random.nextInt(3, 40);
        if (junctionLeg > 0) {
            int border = trajectory.secondsTo(route.legStartM(junctionLeg));
            int opened = Math.max(begin + 20, border - random.nextInt(30, 60));
            etcs(a, begin, border + random.nextInt(15, 40));
            etcs(b, opened, end);
        } else if (random.nextDouble() < 0.08) {
            int cut = random.nextInt(begin + 20, Math.max(begin + 21, end));
            etcs(a, begin, cut);
            etcs(a, cut + random.nextInt(12, 30), end);
        } else {
            etcs(a, begin, end);
        }
        spoken("voice", VOICE_PER_HOUR, end);
        spoken("group", GROUP_PER_HOUR, end);
    }

    private void spoken(String service, double perHour, int end) {
        double t = 0;
        while (true) {
            t += -Math.log(1 - random.nextDouble()) * 3600 / perHour;
            int length = 15 + (int) (-Math.log(1 - random.nextDouble()) * 90);
            if (t + length > end) {
                return;
            }
            boolean uplink = !"group".equals(service) || random.nextDouble() < 0.2;
            add(vehicle.cab(), service, (int) t, (int) t + length, uplink);
            t += length + 5;
        }
    }

    private void etcs(Mobile mobile, int from, int to) {
        int end = Math.min(to, trajectory.seconds() - 1);
        if (end - from >= 20) {
            add(mobile, "etcs", from, end, true);
        }
    }

    private void add(Mobile mobile, String service, int from, int to, boolean uplink) {
        long start = startMs + 1000L * from + random.nextInt(1000);
        String id = prefix + "-" + made++;
        calls.add(new CallPlan(id, mobile, service, start, startMs + 1000L * to, uplink, random.nextLong()));
    }
}
