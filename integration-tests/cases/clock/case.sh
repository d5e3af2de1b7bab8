# The clock itself is left alone: what a wrong one leaves behind is times of files and rows, and these can be set.
fixed="--set references.learn_every_days=1000 --set references.settling_days=0"
finished() { # what stands in the database of a place, and where its files are
    # shellcheck disable=SC2046 # names of tables have no spaces
    dump work/lineside.db $(result_tables work/lineside.db)
    (cd work && find incoming done quarantine -type f | LC_ALL=C sort)
}
first() { # the first of three days was run
    rm -rf work
    learnt work/lineside.db
    mkdir -p work/incoming
    cp "$REFERENCE_DATA"/new/{cells,works}.tsv "$REFERENCE_DATA"/new/*-2026-03-11.tsv.gz work/incoming
    touch -d '10 minutes ago' work/incoming/*
    # shellcheck disable=SC2086 # several words
    lineside run --db work/lineside.db $fixed -q
}
second() { # the second day arrived
    cp "$REFERENCE_DATA"/new/*-2026-03-12.tsv.gz work/incoming
    touch -d "$1" work/incoming/*
}
take_up() {
    # shellcheck disable=SC2086 # several words
    lineside run --db work/lineside.db $fixed -q "$@"
}
# Times of work that lie off by so much, as runs under a wrong clock write them.
shift_rows() {
    sql work/lineside.db "
        UPDATE run SET started_at = strftime('%Y-%m-%dT%H:%M:%fZ', started_at, '$1'),
            ended_at = strftime('%Y-%m-%dT%H:%M:%fZ', ended_at, '$1');
        UPDATE model SET created_at = strftime('%Y-%m-%dT%H:%M:%fZ', created_at, '$1');"
    sql work/metrics.db "UPDATE metric SET clock = strftime('%Y-%m-%dT%H:%M:%fZ', clock, '$1')"
}
negative() { sql work/metrics.db "SELECT key, value FROM metric_latest WHERE key NOT LIKE '%incident%' AND value < 0"; }

first
second '10 minutes ago'
check "an undisturbed run ends well" ends 0 take_up
take_up
finished >undisturbed.txt
models=$(sql work/lineside.db "SELECT count(*) FROM model")

# --- files of the future: set back by an hour, by years
for ahead in '1 hour' '30 years'; do
    first
    second "$ahead"
    check "files $ahead ahead: run ends well" ends 0 take_up
    check "files $ahead ahead are taken at once" equal "$(ls work/incoming | wc -l)" 0
    take_up
    finished >ahead.txt
    check "files $ahead ahead: the database and the files are as undisturbed" same undisturbed.txt ahead.txt
done
# Within the settling time the distance says nothing: such a file waits until it has passed, and no longer.
first
second '30 seconds'
check "files 30 s ahead: run ends well" ends 0 take_up
check "files 30 s ahead wait" test "$(ls work/incoming | wc -l)" -gt 0
check "files 30 s ahead: a run that waits less takes them" ends 0 take_up --set intake.settle_seconds=5
check "files 30 s ahead don't stay" equal "$(ls work/incoming | wc -l)" 0

# --- runs of the future, and of the past
for by in '+1 hours' '+70 years' '-50 years'; do
    first
    shift_rows "$by"
    second '10 minutes ago'
    check "rows $by off: run ends well" ends 0 take_up
    check "rows $by off: status ends well" ends 0 lineside status --db work/lineside.db
    check "rows $by off: no value for the monitoring is negative" equal "$(negative)" ""
    check "rows $by off: what the monitoring reads is of now" equal \
        "$(sql work/metrics.db "SELECT abs(julianday(max(clock)) - julianday('now')) < 0.1 FROM metric")" 1
    check "rows $by off: the last run is the last" equal \
        "$(lineside status --db work/lineside.db --format tsv | sed -n 2p | cut -f 1)" \
        "$(sql work/lineside.db 'SELECT max(run_id) FROM run')"
    check "rows $by off: no run is forgotten" equal "$(sql work/lineside.db 'SELECT count(*) FROM run')" 3
    check "rows $by off: no model is forgotten" equal "$(sql work/lineside.db 'SELECT count(*) FROM model')" "$models"
    take_up
    finished >shifted.txt
    check "rows $by off: the database and the files are as undisturbed" same undisturbed.txt shifted.txt
    cp "$REFERENCE_DATA"/new/*-2026-03-1[12].tsv.gz work/incoming
    touch -d '10 minutes ago' work/incoming/*
    check "rows $by off: the same files again end well" ends 0 take_up
    check "rows $by off: what was judged before and since is known" equal \
        "$(sql work/lineside.db "SELECT count(*) FROM input_file WHERE state = 'duplicate'")" 6
done
