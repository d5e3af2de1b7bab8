package org.lineside.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lineside.simulation.faults.Fault;
import org.lineside.simulation.faults.FaultPlan;
import org.lineside.simulation.faults.FaultPlanner;
import org.lineside.simulation.railway.Physics;
import org.lineside.simulation.railway.RadioField;
import org.lineside.simulation.railway.Railway;
import org.lineside.simulation.railway.RailwayPlanner;
import org.lineside.simulation.traffic.CallPlan;
import org.lineside.simulation.traffic.Timetable;
import org.lineside.simulation.traffic.Train;

/**
 * A railway with labelled faults. Writes {@code history/} and {@code new/} as probes would, and {@code truth/} beside
 * them for evaluation. Same options, same bytes, for any number of threads.
 */
public final class Simulation {
    private final SimulationOptions options;
    private final World world;
    private final Timetable timetable;
    private final FaultPlan plan;

    private Simulation(SimulationOptions options) {
        this.options = options;
        Physics physics = Physics.preset(options.physics());
        Railway railway = RailwayPlanner.plan(physics, options.kilometres(), options.seed());
        world = new World(physics, railway, new RadioField(railway, physics, options.seed()));
        Timetable usual = timetable(FaultPlan.NONE);
        plan = !options.faults().isEmpty() && options.newDays() > 0
                ? new FaultPlanner(world.railway(), world.field(), usual, options.seed())
                        .plan(options.historyDays(), options.newDays(), options.faults(), options.grade())
                : FaultPlan.NONE;
        timetable = timetable(plan);
    }

    /**
     * What was written.
     *
     * @param lines lines of measurements
     * @param calls calls
     * @param faults faults and hard negatives
     */
    public record Result(long lines, int calls, int faults) {}

    /**
     * Simulates and writes the files.
     *
     * @param out folder to write to, made if absent
     * @throws IOException if it cannot be written
     */
    public static Result write(SimulationOptions options, Path out) throws IOException {
        return new Simulation(sized(options)).write(out);
    }

    /** With as many trains a day as the wanted number of lines takes, judged by two days simulated for that. */
    private static SimulationOptions sized(SimulationOptions options) {
        if (options.lines() == 0) {
            return options;
        }
        Simulation probe = new Simulation(options.withTrainsPerDay(28));
        long lines = 0;
        for (int day = 0; day < 2; day++) {
            for (CallLog log : probe.day(day)) {
                lines += log.size;
            }
        }
        double wanted = (double) options.lines() / (options.historyDays() + options.newDays());
        return options.withTrainsPerDay((int) Math.max(1, Math.round(wanted / (lines / 56.0))));
    }

    private Timetable timetable(FaultPlan faults) {
        long first = options.firstDay().atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        return new Timetable(
                world.railway(), world.physics(), options.seed(), first, options.trainsPerDay(), faults.changes());
    }

    private Result write(Path out) throws IOException {
        Path history = Files.createDirectories(out.resolve("history"));
        Path fresh = Files.createDirectories(out.resolve("new"));
        Path truth = Files.createDirectories(out.resolve("truth"));
        ReferenceDataWriter reference =
                new ReferenceDataWriter(world.railway(), options.output().gzip());
        reference.cells(history.resolve("cells.tsv"));
        reference.cells(fresh.resolve("cells.tsv"));
        reference.works(plan.faults(), fresh.resolve("works.tsv"));
        MeasurementWriter measurements = new MeasurementWriter(world.railway(), options.output());
        long lines = 0;
        int calls = 0;
        int days = options.historyDays() + options.newDays();
        try (TruthWriter labels = new TruthWriter(world.railway(), truth)) {
            labels.faults(plan.faults());
            for (int day = 0; day < days; day++) {
                List<CallLog> logs = day(day);
                LocalDate date = options.firstDay().plusDays(day);
                Path folder = day < options.historyDays() ? history : fresh;
                Path positions = options.output().positions() && day >= options.historyDays()
                        ? truth.resolve("positions-" + date + ".tsv")
                        : null;
                lines += measurements.write(logs, folder.resolve("measurements-" + date + ".tsv"), positions);
                reference.calls(logs, folder.resolve("calls-" + date + ".tsv"));
                reference.events(logs, folder.resolve("events-" + date + ".tsv"));
                labels.calls(logs, date, day >= options.historyDays());
                calls += logs.size();
            }
        }
        return new Result(lines, calls, plan.faults().size());
    }

    /** The calls of a day, by train and start. */
    private List<CallLog> day(int day) {
        return IntStream.range(0, timetable.trainsPerDay())
                .parallel()
                .mapToObj(slot -> train(timetable.train(day, slot)))
                .flatMap(List::stream)
                .toList();
    }

    private List<CallLog> train(Train train) {
        PassNoise noise = new PassNoise(world.physics(), train);
        List<Fault> relevant = new ArrayList<>();
        for (Fault fault : plan.faults()) {
            if (fault.startMs() < train.endMs() + 3_600_000L && fault.endMs() > train.startMs()) {
                relevant.add(fault);
            }
        }
        List<CallLog> logs = new ArrayList<>();
        for (CallPlan call : train.calls()) {
            logs.addAll(CallSimulator.run(world, train, noise, call, relevant));
        }
        return logs;
    }
}
