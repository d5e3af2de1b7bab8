package org.lineside.evaluation.document;

/** What the document says around its tables: one constant a section, with places for what is measured. */
final class Prose {
    private Prose() {}

    static final String HEAD = """
            # How well it judges

            *Written by `./dev evaluate`; don't edit.* **A simulation is no field proof.** The railways, their radio and
            their faults are our own idea of them; a real network has faults that nobody thought of, and the aims below are
            met in the field only when they have been measured there.

            %d simulated railways (seed-physics): %s. Each has 14 days of history and 7 new days of 20 trains: once
            without faults, and %d times with faults and hard negatives, which stand at the same places in each grade of
            severity, a kind's grades taken in turn. Altogether %d faults, %d calls of days with faults counted, of which
            %d felt one, and %d calls of clean days.

            Presets 1, 2, 4 and 5 of the physics are those the program was developed with, so their figures flatter it: only the
            seeds are others. Presets 3 and 6 are kept aside; nothing is tuned on them.

            *How large a fault is* is told by the calls that felt it: the median of their mean effect (`Magnitude`). **Plain**
            is a fault of 6 dB or 4 classes of quality and more, for which the aims are meant; **mild** is one of less;
            **other** are those that neither measures: ping-pong, failed handovers, timing. Faults that no call felt long
            enough to be labelled count nowhere.

            *Within 10 passes* looks at what was known once the tenth call that felt the fault had ended: the evidence of all
            calls up to then is weighed alone, as a run at that moment would have (`EarlyLook`). What fewer calls felt is looked
            at in the results as they stand. A train makes several calls, and each counts as a pass, so this is stricter than
            ten trains. Other measures are defined in `Evaluation` and `Evaluator`.

            Intervals are 95 %%: Student's over the railways, each the mean of its grades, for these share places and trains;
            where all railways gave the same, the interval is empty and says little. Counts of faults have Wilson's, which
            is too narrow where the same place counts in two grades.
            """;

    static final String FAULTY = """
            %s
            Hard negatives for which something other than what they are was raised: %s.
            """;

    static final String IN_SLICES = """
            In quarters of an hour: of five days the files of each quarter laid into the spool and taken up by `run`, one after
            the other, with references learned anew when that is due.

            """;

    static final String KEPT_ASIDE = """
            Railways %s, with presets of the physics and seeds that nothing was tuned on; their means stand in the tables
            above.

            %s""";

    static final String MAGNITUDE = """
            Over all railways of the development presets and all grades. The severity of what neither decibels nor classes
            measure is the planted one, in the meaning of its kind (`FaultKind`).

            %s""";

    static final String CAUSE = """
            Over all railways of the development presets and all grades. Delay is from the fault's start to the end of the first
            flagged call that felt it, and in calls that felt it, that one included; median of the faults of which a call was
            flagged.

            %s""";

    static final String CALIBRATION = """
            Where nothing is wrong, p-values should be uniform: a share of 0.01 of all calls should have one of at most 0.01.

            ![share of sound calls against p-value claimed](%s)

            The history is judged by itself, each train run by a calibration that it had no part in, as `learn` does and
            `lineside models show` tells. Clean days are judged as any new call. Calls of one train share its errors, so train
            runs are counted as independent, not calls; and since the calls of the history that judge are themselves a sample,
            n train runs judged by m are worth n·m/(n+m). D and p are Kolmogorov's and Smirnov's.

            %s
            Two things are known to bend the curve. What calibrates was compared with references of three quarters of the history and
            scored by rooms that learned from half of it, new calls are judged by what all of it taught. And beyond the largest tenth
            of the history's scores p-values are continued by a fitted tail.
            """;

    static final String ROOMS = """
            The same railways learned and judged again with rooms left out (`detection.rooms`), in the middle grade. Behind
            the colon: the difference from all rooms, mean over railways, with its interval. A room whose interval holds zero
            everywhere adds nothing here that this many railways can show.

            %s""";

    static final String BASELINES = """
            On the calls of the days with faults of the middle grade. `null` and `random` show what average precision is worth
            without looking. The methods and their thresholds are in `org.lineside.baselines`, among the tests.

            %s""";
}
