package org.lineside.pipeline;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CallSet;
import org.lineside.calls.Profile;
import org.lineside.config.Settings;
import org.lineside.detection.Detector;
import org.lineside.logging.Fields;
import org.lineside.store.ModelTable;
import org.lineside.store.ModelTable.Model;
import org.lineside.store.ModelTable.State;
import org.lineside.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains models, validates them, and keeps them in the database. */
final class ModelKeeper {
    /** A new model that covers less than this share of the calls of the one in force does not take its place. */
    private static final double LEAST_COVERAGE = 0.8;

    private static final int DIGEST_SHOWN = 16;
    private static final Logger LOG = LoggerFactory.getLogger(ModelKeeper.class);

    private final Setup setup;
    private final Store store;

    ModelKeeper(Setup setup, Store store) {
        this.setup = setup;
        this.store = store;
    }

    /**
     * A model in force.
     *
     * @param row what is known of it
     * @param trained its content
     */
    record Champion(Model row, TrainedModel trained) {}

    /**
     * What came of training.
     *
     * @param modelId the model
     * @param state champion or rejected
     * @param calls calls of the history
     * @param covered those that have a reference
     * @param references references learned
     * @param provisional those of them that rest on few passes
     * @param validation what the validation said
     */
    record Outcome(
            String modelId, State state, int calls, int covered, int references, int provisional, String validation) {}

    /**
     * The model in force.
     *
     * @throws PipelineException when its content can't be read by this version
     */
    Optional<Champion> champion() {
        return store.models().champion().map(row -> {
            byte[] content = store.models().content(row.modelId()).orElse(new byte[0]);
            return new Champion(row, decoded(content));
        });
    }

    /** A model, in force or not; empty where its content is no longer kept, or can't be read by this version. */
    Optional<TrainedModel> trained(String modelId) {
        try {
            return store.models().content(modelId).map(this::decoded);
        } catch (PipelineException e) {
            LOG.info("model {} can't be looked at: {}", Fields.field("model", modelId), e.getMessage());
            return Optional.empty();
        }
    }

    private TrainedModel decoded(byte[] content) {
        try {
            return ModelCodec.decode(content, setup.settings().decision());
        } catch (IllegalArgumentException e) {
            throw new PipelineException(
                    e.getMessage() == null ? "The references in force can't be read." : e.getMessage(), e);
        }
    }

    /**
     * Digest of what a model is made of and with: its second part is the same for the same settings and version. A model
     * that goes on from another one bears a third part, which says from which.
     */
    String fingerprint(Collection<String> sources) {
        return digest(String.join("\n", new TreeSet<>(sources))) + "-" + circumstances();
    }

    /** The same with the model a new one goes on from, so that equal fingerprints are equal models. */
    private static String from(Optional<Champion> earlier, String fingerprint) {
        return earlier.map(c -> fingerprint + "-" + digest(c.row().fingerprint()))
                .orElse(fingerprint);
    }

    /** Digest of version and settings, but those that say when to learn. */
    String circumstances() {
        Settings s = setup.settings();
        Settings.References r = s.references();
        return digest(setup.version()
                + List.of(r.minCalls(), r.provisionalCalls(), r.windowDays())
                + Rooms.of(s.detection().rooms()).stream()
                        .map(Rooms.Entry::name)
                        .toList()
                + s.decision()
                + s.intake().profile());
    }

    /** The model that was made of just this, also one that was rejected, and whichever it went on from. */
    Optional<Model> madeOf(String fingerprint) {
        return store.models().list().stream()
                .filter(m -> (m.fingerprint() + "-").startsWith(fingerprint + "-"))
                .findFirst();
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGEST_SHOWN);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The model that was made of just this, or the one in force if all of this is in it. */
    Optional<Model> alreadyLearned(Collection<String> sha256, String fingerprint) {
        Optional<Model> same = madeOf(fingerprint);
        return same.isPresent()
                ? same
                : store.models()
                        .champion()
                        .filter(m -> (m.fingerprint() + "-").contains("-" + circumstances() + "-"))
                        .filter(m -> store.models().filesOf(m.modelId()).containsAll(sha256));
    }

    /**
     * Trains a model and keeps it; it takes force if it is the first valid one or passes its validation.
     *
     * @param profile profile of the history
     * @param history gives its calls, once, see {@link Training#train(Supplier, Settings, Optional)}
     * @param sources content it is made of, empty when it is made of what the database kept
     */
    Outcome learn(Profile profile, Supplier<CallSet> history, String fingerprint, Collection<String> sources) {
        long start = System.nanoTime();
        setup.progress().stage("learning", 0, "calls");
        Optional<Champion> earlier = passedOn(profile);
        Training.Trained trained =
                setup.parallel(() -> Training.train(history, setup.settings(), earlier.map(Champion::trained)));
        int calls = trained.history().calls();
        String modelId = nextId();
        @Nullable Model before = store.models().champion().orElse(null);
        int covered = trained.history().reference().size();
        boolean usable = covered > 0 && trained.model().calibrations().usable();
        boolean valid = usable && (before == null || covered >= LEAST_COVERAGE * before.calls());
        String validation = validation(usable, valid, covered, calls, before)
                + trained.check().map(c -> "; " + c.sentence()).orElse("");
        save(
                modelId,
                trained,
                from(earlier, fingerprint),
                sources,
                valid ? State.CANDIDATE : State.REJECTED,
                validation);
        if (valid) {
            store.models().promote(modelId);
        }
        new Golden(setup, store).learned(modelId, trained, valid);
        int provisional = (int) trained.model().references().routes().stream()
                .filter(r -> r.provisional(setup.settings().references().minCalls()))
                .count();
        int references = trained.model().references().routes().size();
        LOG.info(
                "{}: model {} {}, {} references from {} calls, rooms {}, in {} s",
                Fields.stage("learning"),
                Fields.field("model", modelId),
                Fields.field("state", valid ? "in force" : "rejected"),
                Fields.field("references", references),
                Fields.field("calls", calls),
                Fields.field(
                        "rooms",
                        trained.model().detectors().stream()
                                .map(Detector::method)
                                .collect(Collectors.joining(" "))),
                Fields.seconds((System.nanoTime() - start) / 1e9));
        return new Outcome(
                modelId, valid ? State.CHAMPION : State.REJECTED, calls, covered, references, provisional, validation);
    }

    /**
     * The model in force, if rooms of a new one go on from it. It is told by the data alone, as the new one is: what is in
     * force at a midnight of data time is what was learned from the days before, however they came in.
     */
    private Optional<Champion> passedOn(Profile profile) {
        try {
            List<String> rooms = setup.settings().detection().rooms();
            return champion()
                    .filter(c -> c.trained().profile().equals(profile))
                    .filter(c -> c.trained().detectors().stream()
                            .anyMatch(d -> d.isPassedOn() && rooms.contains(d.method())));
        } catch (PipelineException e) {
            LOG.info("nothing is taken over from the model in force: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static String validation(boolean usable, boolean valid, int covered, int calls, @Nullable Model before) {
        String covers = covered + " of " + calls + " calls have a reference";
        if (!usable) {
            return covers + ", too few to tell what is usual";
        }
        if (!valid && before != null) {
            return covers + ", the model in force (" + before.modelId() + ") covers " + before.calls();
        }
        return covers;
    }

    private String nextId() {
        int last = store.models().list().stream()
                .map(m -> m.modelId().substring(1))
                .filter(n -> n.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
        return "m" + (last + 1);
    }

    private void save(
            String modelId,
            Training.Trained trained,
            String fingerprint,
            Collection<String> sources,
            State state,
            String validation) {
        Training.LearnedFrom from = trained.history();
        Model model = new Model(
                modelId,
                setup.now().toEpochMilli(),
                state,
                null,
                from.reference().size(),
                from.fromMs(),
                from.toMs(),
                setup.version(),
                fingerprint,
                validation);
        ModelTable models = store.models();
        models.save(model, ModelCodec.encode(trained.model()), sources);
        ReferenceRows rows = new ReferenceRows(modelId, trained.model().references());
        models.saveReferences(modelId, rows.references(), rows.points());
        Map<String, String> referenceOfCall = new TreeMap<>();
        from.reference().forEach((call, route) -> referenceOfCall.put(call, rows.id(route)));
        models.saveHistory(modelId, referenceOfCall);
    }
}
