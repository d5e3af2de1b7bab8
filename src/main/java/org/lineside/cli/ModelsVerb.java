package org.lineside.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineside.cli.output.Column;
import org.lineside.cli.output.Listing;
import org.lineside.cli.output.OutputFormat;
import org.lineside.config.Settings;
import org.lineside.drift.ModelOffsets.Offset;
import org.lineside.drift.Series;
import org.lineside.pipeline.Golden;
import org.lineside.publish.metrics.Metrics;
import org.lineside.store.ModelTable.Model;
import org.lineside.store.ModelTable.Reference;
import org.lineside.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code models list|show|drift|promote|rollback|golden}: the reference versions. */
@Command
final class ModelsVerb implements Verb {
    private static Listing<Model> models(String golden) {
        return new Listing<>(List.of(
                Column.id("model_id", Model::modelId),
                Column.text("state", m -> m.state().name().toLowerCase(Locale.ROOT)),
                Column.text("golden", m -> m.modelId().equals(golden) ? "golden" : ""),
                Column.time("created_at", Model::createdAtMs),
                Column.number("calls", Model::calls),
                Column.time("data_from", Model::dataFromMs),
                Column.time("data_to", Model::dataToMs).onlyInFull(),
                Column.number("run_id", Model::runId).onlyInFull(),
                Column.text("version", Model::version).onlyInFull(),
                Column.text("fingerprint", Model::fingerprint).onlyInFull(),
                Column.text("validation", Model::validation)));
    }

    private static final Listing<Map.Entry<Series, Offset>> DRIFT = new Listing<>(List.of(
            Column.text("scope", e -> e.getKey().scope().word()),
            Column.id("entity", e -> e.getKey().entity()),
            Column.text("indicator", e -> e.getKey().channel().name().toLowerCase(Locale.ROOT)),
            Column.number("effect", e -> e.getValue().effect()),
            Column.number("passes", e -> e.getValue().passes())));

    private static final Listing<Reference> REFERENCES = new Listing<>(List.of(
            Column.id("reference_id", Reference::referenceId),
            Column.text("name", Reference::name),
            Column.text("direction", Reference::direction),
            Column.number("calls", Reference::calls),
            Column.number("cells", Reference::cells)));

    /** What to do. */
    enum Action {
        /** All models. */
        LIST,
        /** The references of one. */
        SHOW,
        /** What one expects otherwise than the golden one. */
        DRIFT,
        /** Put one in force. */
        PROMOTE,
        /** Put the one before in force again. */
        ROLLBACK,
        /** Hold later ones against one. */
        GOLDEN;

        /** The word people type. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "list|show|drift|promote|rollback|golden",
            description = {
                "list: all versions (default)",
                "show: the references of MODEL, by default of the one in force",
                "drift: what MODEL, by default the one in force, expects of each cell and mobile otherwise than the golden"
                        + " model",
                "promote: put MODEL in force",
                "rollback: put the one that was in force before in force again",
                "golden: hold later models, and what changes slowly, against MODEL from now on"
            })
    Action action = Action.LIST;

    @Parameters(index = "1", arity = "0..1", paramLabel = "MODEL", description = "a version, as list names it")
    @Nullable
    String modelId;

    @Override
    public void run(Invocation invocation) {
        Settings settings = invocation.settings();
        boolean changes = action == Action.PROMOTE || action == Action.ROLLBACK || action == Action.GOLDEN;
        if (action == Action.PROMOTE && modelId == null) {
            throw new UsageException("models promote: name the MODEL to put in force");
        }
        if (action == Action.GOLDEN && modelId == null) {
            throw new UsageException("models golden: name the MODEL that later ones are to be held against");
        }
        // A verb on models makes no database where there is none.
        Store.open(settings.paths().db(), Store.Mode.READ).close();
        try (Store store = Store.open(settings.paths().db(), changes ? Store.Mode.WRITE : Store.Mode.READ)) {
            switch (action) {
                case LIST -> list(invocation, store);
                case SHOW -> show(invocation, store);
                case PROMOTE -> promote(invocation, store, modelId == null ? "" : modelId);
                case ROLLBACK -> rollback(invocation, store);
                case DRIFT -> drift(invocation, store);
                case GOLDEN -> golden(invocation, store, modelId == null ? "" : modelId);
            }
            if (changes) {
                Metrics.publish(
                        store,
                        settings.paths().metricsDb(),
                        Instant.now(),
                        settings.retention().runDays());
            }
        }
    }

    private static void list(Invocation invocation, Store store) {
        List<Model> models = store.models().list();
        if (models.isEmpty() && invocation.format() == OutputFormat.TABLE) {
            invocation.out().print("No references yet: lineside learn PATH builds them from healthy days.\n");
        } else {
            invocation.list(models(store.drift().golden().orElse("")), models);
        }
    }

    private void show(Invocation invocation, Store store) {
        Model model = wanted(store);
        if (invocation.format() == OutputFormat.TABLE) {
            String golden = store.drift().golden().orElse("");
            invocation
                    .out()
                    .print("Model " + model.modelId()
                            + (model.modelId().equals(golden)
                                    ? ", the golden one: "
                                    : golden.isEmpty() ? ": " : "; the golden one is " + golden + ": ")
                            + (model.validation() == null ? "not validated" : model.validation()) + ".\n");
        }
        invocation.list(REFERENCES, store.models().references(model.modelId()));
    }

    private Model wanted(Store store) {
        String wanted = modelId;
        return (wanted == null ? store.models().champion() : store.models().find(wanted))
                .orElseThrow(() -> new VerbFailedException(
                        wanted == null ? "no model is in force: lineside learn PATH builds one" : unknown(wanted)));
    }

    private void drift(Invocation invocation, Store store) {
        invocation.list(
                DRIFT,
                store.drift().offsets(wanted(store).modelId()).offsets().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .toList());
    }

    private static void golden(Invocation invocation, Store store, String modelId) {
        if (store.models().find(modelId).isEmpty()) {
            throw new VerbFailedException(unknown(modelId));
        }
        store.atomically(() -> new Golden(invocation.setup(), store).choose(modelId));
        invocation
                .out()
                .print("Model " + modelId
                        + " is the golden one: later models, and what changes slowly, are held against" + " it.\n");
    }

    private static void promote(Invocation invocation, Store store, String modelId) {
        if (store.models().find(modelId).isEmpty()) {
            throw new VerbFailedException(unknown(modelId));
        }
        if (!store.models().promote(modelId)) {
            throw new VerbFailedException(
                    "model " + modelId + ": its content is no longer kept, only the newest few are; learn anew");
        }
        invocation.out().print("Model " + modelId + " is in force.\n");
    }

    private static void rollback(Invocation invocation, Store store) {
        String before = store.models()
                .rollback()
                .orElseThrow(() -> new VerbFailedException("no model was in force before that is still kept"));
        invocation.out().print("Model " + before + " is in force again.\n");
    }

    private static String unknown(String modelId) {
        return "model " + modelId + ": there is none of this name; lineside models list shows those there are";
    }
}
