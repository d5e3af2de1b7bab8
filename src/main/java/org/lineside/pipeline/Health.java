package org.lineside.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.lineside.calls.CallSet;
import org.lineside.calls.CellInfo;
import org.lineside.calls.RadioEvent;
import org.lineside.health.CallHealth;
import org.lineside.health.CallHealthExtractor;
import org.lineside.health.DayHealth;
import org.lineside.health.Period;
import org.lineside.health.ReferencePlaces;
import org.lineside.logging.Fields;
import org.lineside.pipeline.ModelKeeper.Champion;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;
import org.lineside.store.HealthTable;
import org.lineside.store.Store;
import org.lineside.store.codec.CallHealthCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what each call says of health, and makes the rows of the days whose calls have changed. Those are made of all
 * calls of the day, whenever they came, so that they don't depend on how the input was cut into runs.
 */
final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private Health() {}

    /** Keeps what judged calls say. */
    static void keep(Setup setup, Store store, Champion champion, List<Judging.Result> results) {
        ReferenceModel model = champion.trained().references();
        ReferencePlaces places = new ReferencePlaces(
                model,
                model.routes().stream()
                        .map(Route::id)
                        .map(id -> ReferenceRows.id(champion.row().modelId(), id))
                        .toList());
        CallHealthExtractor extractor = extractor(setup, store);
        save(
                setup,
                store,
                () -> results.parallelStream()
                        .map(r -> content(extractor.compared(
                                r.judged().call(),
                                r.evidence(),
                                champion.trained().scales(),
                                places)))
                        .toList());
    }

    /** Keeps what calls say for which there were no references. */
    static void keepUncompared(Setup setup, Store store, CallSet calls) {
        Map<String, List<RadioEvent>> events = calls.events().stream()
                .filter(e -> e.callId() != null)
                .collect(Collectors.groupingBy(e -> Objects.requireNonNull(e.callId())));
        CallHealthExtractor extractor = extractor(setup, store);
        save(
                setup,
                store,
                () -> calls.traces().parallelStream()
                        .map(t -> content(extractor.uncompared(
                                t, events.getOrDefault(t.info().callId(), List.of()))))
                        .toList());
    }

    private static CallHealthExtractor extractor(Setup setup, Store store) {
        Map<String, CellInfo> cells = new TreeMap<>();
        store.network().cells().forEach(c -> cells.put(c.cellId(), c));
        return new CallHealthExtractor(setup.settings().intake(), cells);
    }

    private static void save(Setup setup, Store store, Supplier<List<HealthTable.CallContent>> work) {
        store.health().saveCalls(setup.parallel(work));
    }

    private static HealthTable.CallContent content(CallHealth call) {
        return new HealthTable.CallContent(call.callId(), call.epochDay(), CallHealthCodec.encode(call));
    }

    /** Brings the rows of all days up to date whose calls have changed. */
    static void update(Setup setup, Store store) {
        long start = System.nanoTime();
        List<Long> days = store.health().staleDays();
        TreeSet<String> months = new TreeSet<>();
        for (long day : days) {
            List<byte[]> kept = store.health().calls(day);
            DayHealth health = setup.parallel(() -> DayHealth.of(
                    day, kept.parallelStream().map(CallHealthCodec::decode).toList()));
            store.health().save(health);
            months.add(Period.monthOf(health.day()));
        }
        months.forEach(store.health()::saveMonth);
        LOG.info(
                "{}: {} days, in {} s",
                Fields.stage("health"),
                Fields.field("days", days.size()),
                Fields.seconds((System.nanoTime() - start) / 1e9));
    }
}
