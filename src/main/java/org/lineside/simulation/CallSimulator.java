package org.lineside.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.lineside.simulation.faults.Fault;
import org.lineside.simulation.faults.FaultKind;
import org.lineside.simulation.faults.Impairments;
import org.lineside.simulation.railway.Cell;
import org.lineside.simulation.railway.RadioField;
import org.lineside.simulation.railway.Route;
import org.lineside.simulation.railway.Seeds;
import org.lineside.simulation.railway.Segment;
import org.lineside.simulation.traffic.CallPlan;
import org.lineside.simulation.traffic.Train;

/** Runs one call, a measurement report every 480 ms (3GPP TS 45.008 §8.4.1). */
final class CallSimulator {
    static final long REPORT_MS = 480;
    private static final double NOISE_DL_DBM = -112;
    private static final double NOISE_UL_DBM = -114;
    private static final double SYMBOL_M = 553.5;
    private static final double FAILURE_SHARE = 0.003;
    private static final int LINK_COUNTER = 24;
    /** Chance a report that the data link dies while the fixed network is at fault. */
    private static final double INNOCENT_DEATH = 0.0015;

    private final World world;
    private final Train train;
    private final PassNoise passNoise;
    private final CallPlan plan;
    private final Impairments impairments;
    private final SplittableRandom random;
    private final Surroundings heard;
    private final HandoverControl handover;
    private final PowerControl power;
    private final CallLog log;

    private int serving = -1;
    private boolean broadcastCarrier;
    private int sinceHandover = 9;
    private double levelBefore;
    private int linkCounter = LINK_COUNTER;
    private double lastDistance = Double.NaN;
    private boolean dead;
    private @Nullable Fault lingering;
    private long lingersUntil;

    CallSimulator(World world, Train train, PassNoise passNoise, CallPlan plan, List<Fault> faults) {
        this.world = world;
        this.train = train;
        this.passNoise = passNoise;
        this.plan = plan;
        impairments = new Impairments(faults, plan);
        random = Seeds.stream(plan.seed(), 7);
        heard = new Surroundings(
                world.physics(),
                impairments,
                random,
                plan.mobile().downlinkOffsetDb(),
                world.railway().cells().size());
        handover = new HandoverControl(world.physics(), impairments);
        power = new PowerControl(world.physics().powerControl());
        log = new CallLog(plan, train.number(), train.route().id());
    }

    /** The call, and those that replace it where the radio link or the data link died. */
    static List<CallLog> run(World world, Train train, PassNoise passNoise, CallPlan plan, List<Fault> faults) {
        List<CallLog> logs = new ArrayList<>();
        CallPlan next = plan;
        for (int attempt = 1; next != null; attempt++) {
            CallLog log = new CallSimulator(world, train, passNoise, next, faults).run();
            logs.add(log);
            boolean again = "etcs".equals(plan.service()) && log.endMs < next.endMs() - 60_000 && attempt < 12;
            SplittableRandom random = Seeds.stream(next.seed(), 8);
            next = again
                    ? new CallPlan(
                            plan.callId() + "r" + attempt,
                            plan.mobile(),
                            plan.service(),
                            log.endMs + random.nextLong(9000, 22_000),
                            plan.endMs(),
                            plan.uplink(),
                            random.nextLong())
                    : null;
        }
        return logs;
    }

    private CallLog run() {
        long time = plan.startMs();
        while (time < plan.endMs() && !dead) {
            time += report(time);
        }
        if (!dead) {
            log.endMs = Math.min(plan.endMs(), time);
        }
        log.events.add(new CallLog.Event(log.endMs, "RELEASE", serving, -1, log.releaseCause));
        log.trim();
        return log;
    }

    /** One report; returns the time to the next in ms. */
    private long report(long time) {
        double distance = train.distanceM(time);
        int leg = train.route().legAt(distance);
        Route.Leg on = train.route().legs().get(leg);
        Segment segment = on.segment();
        double offset = train.route().offsetM(leg, distance);
        int point = segment.point(offset);
        impairments.at(time, segment.line(), segment.km(offset), on.forward() ? 1 : -1);
        double moved = Double.isNaN(lastDistance) ? 1e6 : Math.abs(distance - lastDistance);
        lastDistance = distance;
        RadioField.Track track = world.field().track(segment.index());
        heard.move(track, point, on.forward(), moved, passNoise.at(distance));
        if (serving < 0) {
            open(heard.strongest());
        }
        write(time, segment, offset, point, track);
        noteLevels(time);
        if (dead || diesInnocently(time)) {
            return REPORT_MS;
        }
        HandoverControl.Decision decision =
                plan.uplink() || random.nextInt(2) == 0 ? handover.decide(time, serving, heard) : null;
        return decision == null ? REPORT_MS : REPORT_MS + execute(time, decision);
    }

    private void open(int cell) {
        serving = Math.max(0, cell);
        broadcastCarrier = random.nextDouble() < 0.4;
        power.restart(broadcastCarrier);
    }

    private long execute(long time, HandoverControl.Decision decision) {
        int from = serving;
        Fault guilty = handover.guilty();
        Fault failing = impairments.onHandover(FaultKind.HANDOVER_FAILURE, from, decision.target());
        log.events.add(new CallLog.Event(time + 60, "HO_COMMAND", from, decision.target(), decision.cause()));
        double share = FAILURE_SHARE + (failing == null ? 0 : failing.severity());
        if (random.nextDouble() < share) {
            log.events.add(
                    new CallLog.Event(time + 1300, "HO_FAILURE", from, decision.target(), "reversion_to_old_channel"));
            handover.failed(time);
            linger(failing, time + 3000);
            return 1500;
        }
        log.events.add(new CallLog.Event(
                time + 60 + random.nextLong(150, 350), "HO_COMPLETE", decision.target(), from, "successful"));
        linger(guilty, time + 4000);
        levelBefore = heard.levelOf(from) - power.attenuationDb();
        open(decision.target());
        handover.entered(time, from);
        sinceHandover = 0;
        return random.nextLong(200, 350);
    }

    private void linger(@Nullable Fault fault, long until) {
        if (fault != null) {
            lingering = fault;
            lingersUntil = until;
        }
    }

    private boolean diesInnocently(long time) {
        Fault fault = impairments.acting(FaultKind.RADIO_INNOCENT);
        if (fault == null || !"etcs".equals(plan.service()) || time - plan.startMs() < 60_000) {
            return false;
        }
        if (random.nextDouble() < INNOCENT_DEATH) {
            log.tally.note(fault, time, 1);
            end(time, "hdlc_disconnect");
        }
        return dead;
    }

    private void end(long time, String cause) {
        dead = true;
        log.endMs = time;
        log.releaseCause = cause;
    }

    private void write(long time, Segment segment, double offset, int point, RadioField.Track track) {
        Fault gap = impairments.acting(FaultKind.PROBE_GAP);
        boolean hidden = gap != null && gap.concerns(serving);
        double full = heard.levelOf(serving);
        int attenuation = power.attenuationDb();
        double downlink = full - attenuation;
        if (sinceHandover == 0) {
            downlink = (downlink + levelBefore) / 2;
        }
        double uplinkFull = full
                - plan.mobile().downlinkOffsetDb()
                + plan.mobile().uplinkOffsetDb()
                + cell().balanceDb()
                - (impairments.active().isEmpty() ? 0 : impairments.uplinkExtraLossDb(serving));
        double uplink =
                uplinkFull - (PowerControl.FULL_MS_POWER_DBM - power.msPowerDbm()) + random.nextGaussian() * 0.8;
        Quality dl = downlinkQuality(downlink, time);
        Quality ul = uplinkQuality(uplink, time);
        boolean lost = random.nextDouble() < world.physics().reportLoss() + lossBy(ul) + extraLoss();
        countLink(time, dl);
        if (!hidden) {
            int row = log.next(time + shiftMs());
            position(row, segment, offset);
            levels(row, downlink, ul.level(), attenuation);
            log.rxqualDl[row] = (byte) dl.code();
            log.rxqualUl[row] = plan.uplink() ? (byte) ul.code() : CallLog.MISSING;
            log.timingAdvance[row] = timingAdvance(segment, point, track);
            neighbours(row, lost);
            if (lost || !plan.uplink()) {
                blank(row, lost);
            }
        }
        handover.quality(lost ? -1 : dl.code(), plan.uplink() ? ul.code() : -1);
        power.report(plan.uplink() ? ul.level() : -76, downlink, ul.code() >= 4, dl.code() >= 4);
        sinceHandover++;
    }

    /** Quality of one link: the class reported, its mean, and the level received, disturbances included. */
    private record Quality(int code, double mean, double level) {}

    private Quality downlinkQuality(double level, long time) {
        double noise = NOISE_DL_DBM;
        int carrier = arfcn();
        for (int i = 0; i < heard.count; i++) {
            Cell other = world.railway().cells().get(heard.audible[i]);
            if (heard.audible[i] != serving && other.bcchArfcn() == carrier && heard.level[i] > NOISE_DL_DBM - 8) {
                noise = Surroundings.powerSum(noise, heard.level[i]);
            }
        }
        double sound = LinkQuality.meanClass(level - noise);
        double mean = sound;
        for (Fault fault : impairments.active()) {
            double disturbed = Math.max(
                    LinkQuality.meanClass(
                            level - Surroundings.powerSum(noise, Impairments.downlinkDisturbanceDbm(fault))),
                    Math.min(7, extraClasses(fault, sound)));
            if (disturbed > sound) {
                log.tally.note(fault, time, Math.max(0, disturbed) - Math.max(0, sound));
                mean = Math.max(mean, disturbed);
            }
        }
        return new Quality(LinkQuality.reported(mean, world.physics().qualityNoise(), random), mean, level);
    }

    private double extraClasses(Fault fault, double sound) {
        double extra = Impairments.extraClasses(fault, serving);
        return extra > 0 ? Math.max(0, sound) + extra : sound;
    }

    private Quality uplinkQuality(double level, long time) {
        double sound = LinkQuality.meanClass(level - NOISE_UL_DBM);
        double mean = sound;
        double received = level;
        for (Fault fault : impairments.active()) {
            double disturbance = Impairments.uplinkDisturbanceDbm(fault, serving);
            if (disturbance > NOISE_UL_DBM && plan.uplink()) {
                mean = LinkQuality.meanClass(level - Surroundings.powerSum(NOISE_UL_DBM, disturbance));
                received = Surroundings.powerSum(level, disturbance);
                log.tally.note(fault, time, Math.max(0, mean) - Math.max(0, sound));
            }
        }
        return new Quality(LinkQuality.reported(mean, world.physics().qualityNoise(), random), mean, received);
    }

    private static double lossBy(Quality uplink) {
        return uplink.mean() <= 4 ? 0 : (uplink.mean() - 4) * 0.18;
    }

    private double extraLoss() {
        double loss = 0;
        for (Fault fault : impairments.active()) {
            loss += 0.04 * Impairments.extraClasses(fault, serving);
        }
        return loss;
    }

    /** The radio link counter of 3GPP TS 45.008 §5.2: minus one for a bad block, plus two for a good one. */
    private void countLink(long time, Quality downlink) {
        boolean bad = downlink.mean() > 6.3 && random.nextDouble() < 0.6;
        linkCounter = bad ? linkCounter - 1 : Math.min(LINK_COUNTER, linkCounter + 2);
        if (linkCounter <= 0) {
            log.events.add(new CallLog.Event(time + 100, "CONNECTION_FAILURE", serving, -1, "radio_link_failure"));
            end(time + 400, "radio_link_failure");
        }
    }

    private long shiftMs() {
        Fault clock = impairments.acting(FaultKind.PROBE_CLOCK);
        return clock != null && clock.concerns(serving) ? (long) (clock.severity() * 1000) : 0;
    }

    private void position(int row, Segment segment, double offset) {
        log.cell[row] = (short) serving;
        log.arfcn[row] = (short) arfcn();
        log.segment[row] = (byte) segment.index();
        log.offsetM[row] = (float) offset;
    }

    private void levels(int row, double downlink, double uplink, int attenuation) {
        log.rxlevDl[row] = code(downlink + random.nextGaussian() * 0.4);
        log.rxlevUl[row] = code(uplink);
        log.msPower[row] = (byte) power.msPowerDbm();
        log.bsAttenuation[row] = (byte) attenuation;
    }

    private void blank(int row, boolean lost) {
        if (lost) {
            log.rxlevDl[row] = CallLog.MISSING;
            log.rxqualDl[row] = CallLog.MISSING;
        }
        if (!plan.uplink()) {
            log.rxlevUl[row] = CallLog.MISSING;
            log.msPower[row] = CallLog.MISSING;
        }
    }

    /** RXLEV: dBm = code − 110, censored at both ends (3GPP TS 45.008 §8.1.4). */
    static byte code(double dbm) {
        return (byte) Math.max(0, Math.min(63, Math.floor(dbm + 110.5)));
    }

    private byte timingAdvance(Segment segment, int point, RadioField.Track track) {
        boolean repeated = track.donor()[point] == serving
                && heard.repeaterDbm > NOISE_DL_DBM
                && heard.repeaterDbm + 12 > heard.levelOf(serving);
        double metres =
                repeated ? track.repeaterDistanceM()[point] : cell().distanceM(segment.x()[point], segment.y()[point]);
        double symbols = metres / SYMBOL_M + 0.22 * random.nextGaussian() + impairments.timingBias(serving);
        return (byte) Math.max(0, Math.min(63, Math.round(symbols)));
    }

    private Cell cell() {
        return world.railway().cells().get(serving);
    }

    private int arfcn() {
        return broadcastCarrier ? cell().bcchArfcn() : cell().tchArfcn();
    }

    /** The strongest other cells; right after a handover the mobile has found only few of them again. */
    private void neighbours(int row, boolean lost) {
        int wanted = lost ? 0 : sinceHandover == 0 ? 2 : CallLog.NEIGHBOURS;
        int base = row * CallLog.NEIGHBOURS;
        int found = 0;
        for (int i = 0; i < heard.count; i++) {
            byte level = code(heard.level[i] + random.nextGaussian() * 0.9);
            if (heard.audible[i] == serving
                    || level < 3
                    || (found == wanted && (wanted == 0 || level <= log.neighbourLevel[base + found - 1]))) {
                continue;
            }
            int at = found < wanted ? found++ : found - 1;
            while (at > 0 && log.neighbourLevel[base + at - 1] < level) {
                log.neighbourLevel[base + at] = log.neighbourLevel[base + at - 1];
                log.neighbourCell[base + at] = log.neighbourCell[base + at - 1];
                at--;
            }
            log.neighbourLevel[base + at] = level;
            log.neighbourCell[base + at] = (short) heard.audible[i];
        }
        log.neighbours[row] = (byte) found;
    }

    private void noteLevels(long time) {
        if (lingering != null && time < lingersUntil) {
            log.tally.note(lingering, time, 1);
        }
        for (Fault fault : impairments.active()) {
            double effect = switch (fault.kind()) {
                case POWER_DROP, FEEDER, OUTAGE, COVERAGE_HOLE, REPEATER, WET_DAY, SEASON, WORKS, CREEP ->
                    heard.lossDb(fault, serving);
                case MOBILE_ANTENNA, MOBILE_DOWNLINK -> fault.severity();
                case MOBILE_CREEP -> Impairments.crept(fault, time);
                case MOBILE_UPLINK -> plan.uplink() ? fault.severity() : 0;
                case LATE_HANDOVER -> handover.overdueDb(fault, time, serving, heard);
                case TIMING, PROBE_CLOCK, PROBE_GAP -> fault.concerns(serving) ? fault.severity() : 0;
                case LATE_TRAIN, DIVERSION, NEW_MOBILE, DOUBLE_TRACTION -> 1;
                default -> 0;
            };
            log.tally.note(fault, time, effect);
        }
    }
}
