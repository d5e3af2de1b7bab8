package org.lineside.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.lineside.calls.CallTrace;
import org.lineside.config.Settings;
import org.lineside.drift.ModelComparison;
import org.lineside.drift.ModelOffsets;
import org.lineside.logging.Fields;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;
import org.lineside.store.ModelTable.Model;
import org.lineside.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the golden references: the first ones in force that rest on a settled history, until somebody chooses others. Those
 * in force are learned anew and follow whatever happens slowly; these do not.
 */
public final class Golden {
    /** Every day of the week must have been seen. */
    private static final int LEAST_DAYS = 7;

    /** Passes over each route by which two models are compared. */
    private static final int PASSES_PER_ROUTE = 24;

    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);
    private static final Logger LOG = LoggerFactory.getLogger(Golden.class);

    private final Setup setup;
    private final Store store;

    /** The golden references of a database. */
    public Golden(Setup setup, Store store) {
        this.setup = setup;
        this.store = store;
    }

    /** Holds a model that was just learned against the golden one, or makes it that. */
    void learned(String modelId, Training.Trained trained, boolean inForce) {
        store.drift().saveScales(modelId, trained.drift());
        ReferenceModel model = trained.model().references();
        Optional<ReferenceModel> golden = store.drift().golden().flatMap(this::read);
        if (golden.isPresent()) {
            compare(modelId, golden.get(), model, kept(modelId));
        } else if (inForce && settled(store.models().find(modelId).orElseThrow(), model)) {
            store.drift().forget();
            enter(modelId, model);
            LOG.info("Model {} is the golden one: later models are held against it", Fields.field("model", modelId));
        }
    }

    /** What a model lies off the golden one; where that was never found out, the calls still kept tell. */
    ModelOffsets offsets(String goldenId, String modelId) {
        if (!modelId.equals(goldenId) && !store.drift().knowsOffsets(modelId)) {
            Optional<ReferenceModel> golden = read(goldenId);
            Optional<ReferenceModel> model = read(modelId);
            if (golden.isPresent() && model.isPresent()) {
                compare(modelId, golden.get(), model.get(), kept(modelId));
            }
        }
        return store.drift().offsets(modelId);
    }

    /**
     * Makes a model the golden one, by somebody's choice: what was known of others is held against it from now on.
     *
     * @throws PipelineException when it can't be
     */
    public void choose(String modelId) {
        ReferenceModel model = read(modelId)
                .orElseThrow(() -> new PipelineException("model " + modelId
                        + ": its content is no longer kept, or another version's; choose a newer one"));
        if (store.drift().scales(modelId).scales().isEmpty()) {
            throw new PipelineException("model " + modelId
                    + ": its history is too short to tell how much days differ; choose one that was learned from more");
        }
        Optional<String> before = store.drift().golden();
        boolean known =
                before.isPresent() && !offsets(before.get(), modelId).offsets().isEmpty();
        if (known) {
            store.drift().rebase(modelId);
        } else {
            store.drift().forget();
        }
        enter(modelId, model);
    }

    private void enter(String modelId, ReferenceModel model) {
        store.drift().setGolden(modelId);
        store.drift().saveOffsets(modelId, ModelComparison.ofItself(model));
    }

    private void compare(String modelId, ReferenceModel golden, ReferenceModel model, List<CallTrace> passes) {
        ModelOffsets offsets = setup.parallel(() -> new ModelComparison(golden, model, setup.settings()).over(passes));
        store.drift().saveOffsets(modelId, offsets);
    }

    private Optional<ReferenceModel> read(String modelId) {
        byte[] content = store.models().content(modelId).orElse(new byte[0]);
        try {
            return Optional.of(
                    ModelCodec.decode(content, setup.settings().decision()).references());
        } catch (IllegalArgumentException e) {
            LOG.warn("Model {} can't be held against others: {}", Fields.field("model", modelId), e.getMessage());
            return Optional.empty();
        }
    }

    private boolean settled(Model row, ReferenceModel model) {
        Settings.References settings = setup.settings().references();
        Long from = row.dataFromMs();
        Long to = row.dataToMs();
        long provisional = model.routes().stream()
                .filter((Route r) -> r.provisional(settings.minCalls()))
                .count();
        return from != null
                && to != null
                && Math.floorDiv(to, DAY_MS) - Math.floorDiv(from, DAY_MS) + 1
                        >= Math.max(LEAST_DAYS, settings.settlingDays())
                && 2 * provisional <= model.routes().size();
    }

    /** The latest calls over every route, of those kept: what the two models make of the network as it is now. */
    private List<CallTrace> kept(String modelId) {
        Map<String, String> reference = store.models().history(modelId);
        Model row = store.models().find(modelId).orElseThrow();
        Long from = row.dataFromMs();
        Long to = row.dataToMs();
        if (from == null || to == null) {
            return List.of();
        }
        Map<String, List<String>> perRoute = new TreeMap<>();
        store.traces().kept(from, to + 1).stream()
                .filter(t -> reference.containsKey(t.callId()))
                .forEach(t -> perRoute.computeIfAbsent(reference.get(t.callId()), r -> new ArrayList<>())
                        .add(t.callId()));
        Set<String> latest = new HashSet<>();
        perRoute.values()
                .forEach(ids -> latest.addAll(ids.subList(Math.max(0, ids.size() - PASSES_PER_ROUTE), ids.size())));
        return store.traces().load(from, to + 1, latest::contains);
    }
}
