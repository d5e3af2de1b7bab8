package org.lineside.evaluation.document;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.lineside.baselines.Baseline;
import org.lineside.baselines.BaselineScore;
import org.lineside.baselines.Baselines;
import org.lineside.calls.CallTrace;
import org.lineside.config.SettingsLoader;
import org.lineside.evaluation.Estimate;
import org.lineside.evaluation.Truth;
import org.lineside.evaluation.TruthReader;
import org.lineside.evaluation.runs.RunFigures;
import org.lineside.intake.Intake;
import org.lineside.intake.IntakeRequest;

/** The program beside the baselines, on the same calls of the runs with faults. */
final class BaselineTable {
    private static final List<String> COLUMNS =
            List.of("method", "average precision", "precision", "recall", "clean calls flagged");

    private BaselineTable() {}

    /**
     * How each of {@link Baselines#ALL} does on one railway.
     *
     * @param base folder with its {@code history}
     * @param faulty folder with {@code new} and {@code truth}
     */
    static List<BaselineScore> scores(Path base, Path faulty) throws IOException {
        List<CallTrace> history = calls(base.resolve("history"));
        List<CallTrace> calls = calls(faulty.resolve("new"));
        Truth truth = TruthReader.read(faulty.resolve("truth"));
        List<BaselineScore> scores = new ArrayList<>();
        for (Baseline baseline : Baselines.ALL) {
            scores.add(BaselineScore.of(baseline.learn(history), calls, truth));
        }
        return scores;
    }

    private static List<CallTrace> calls(Path folder) {
        var settings = SettingsLoader.defaults(folder.resolve("none.db")).intake();
        int threads = Runtime.getRuntime().availableProcessors();
        return Intake.read(IntakeRequest.complete(List.of(folder), settings, threads))
                .calls()
                .traces();
    }

    /** The table from the program's figures and the scores of the baselines, both by run. */
    static String of(List<RunFigures> program, List<List<BaselineScore>> baselines) {
        StringBuilder table = new StringBuilder(Markdown.header(COLUMNS));
        List<BaselineScore> ours = program.stream()
                .map(r -> new BaselineScore(
                        r.figure("average_precision"),
                        r.figure("precision"),
                        r.figure("recall"),
                        r.figure("false_flag_rate")))
                .toList();
        table.append(row("**Lineside**", ours));
        for (int i = 0; i < Baselines.ALL.size(); i++) {
            int at = i;
            table.append(row(
                    Baselines.ALL.get(i).name(),
                    baselines.stream().map(run -> run.get(at)).toList()));
        }
        return table.toString();
    }

    private static String row(String name, List<BaselineScore> runs) {
        return Markdown.row(List.of(
                name,
                mean(runs, BaselineScore::averagePrecision),
                mean(runs, BaselineScore::precision),
                mean(runs, BaselineScore::recall),
                mean(runs, BaselineScore::falseFlagRate)));
    }

    private static String mean(List<BaselineScore> runs, ToDoubleFunction<BaselineScore> of) {
        return Markdown.meanShare(Estimate.over(runs.stream().mapToDouble(of).toArray()));
    }
}
