package org.lineside.pipeline;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Incident;
import org.lineside.logging.Fields;
import org.lineside.store.Filter;
import org.lineside.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event in the log for each incident that a run has opened or closed, told once that stands in the database. */
final class IncidentLog {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentLog.class);

    private final Map<String, Incident> before;

    private IncidentLog(Map<String, Incident> before) {
        this.before = before;
    }

    /** What an incident has become; the words of the field {@code event}. */
    enum Change {
        OPENED,
        CLOSED,
        /** Opened and closed in one run: what it read goes on beyond its end. */
        PASSED
    }

    /** Takes note of the incidents as they stand before a run. */
    static IncidentLog before(Store store) {
        return new IncidentLog(byId(store));
    }

    /** Tells what is otherwise now, in the order of the incidents' identifiers, which begin with their time. */
    void tell(Store store) {
        byId(store).values().forEach(now -> {
            Change change = change(before.get(now.incidentId()), now);
            if (change != null) {
                tell(change, now);
            }
        });
    }

    /**
     * What has become of an incident, null where nothing has.
     *
     * @param before as it was, null where there was none
     */
    static @Nullable Change change(@Nullable Incident before, Incident now) {
        boolean open = now.closedAtMs() == null;
        if (before == null) {
            return open ? Change.OPENED : Change.PASSED;
        }
        boolean wasOpen = before.closedAtMs() == null;
        return open == wasOpen ? null : open ? Change.OPENED : Change.CLOSED;
    }

    private static void tell(Change change, Incident i) {
        LOG.atInfo()
                .addKeyValue("scope", i.scope().word())
                .addKeyValue("entity", i.entity())
                .addKeyValue("cause", i.cause().word())
                .addKeyValue("confidence", i.confidence())
                .addKeyValue("effect", i.effect())
                .addKeyValue("unit", i.unit())
                .addKeyValue("calls_affected", i.callsAffected())
                .addKeyValue("calls_observed", i.callsObserved())
                .addKeyValue("opened_at", Instant.ofEpochMilli(i.openedAtMs()).toString())
                .addKeyValue("closed_at", closed(i))
                .log(
                        "{} {}, severity {}, {}: {}",
                        Fields.stage("incident"),
                        Fields.field("event", change.name().toLowerCase(Locale.ROOT)),
                        Fields.field("severity", i.severity()),
                        Fields.field("incident", i.incidentId()),
                        Fields.field("summary", i.summary()));
    }

    /** Empty while it lasts, so that the field is always there. */
    private static String closed(Incident i) {
        Long at = i.closedAtMs();
        return at == null ? "" : Instant.ofEpochMilli(at).toString();
    }

    private static Map<String, Incident> byId(Store store) {
        Map<String, Incident> incidents = new TreeMap<>();
        store.incidents().list(Filter.ALL).forEach(i -> incidents.put(i.incidentId(), i));
        return incidents;
    }
}
