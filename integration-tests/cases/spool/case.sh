days="2026-03-11 2026-03-12 2026-03-13"
# A model learned on the way would judge otherwise than the one all is compared with.
fixed="--set references.learn_every_days=1000"

learnt at-once/lineside.db
lineside detect "$REFERENCE_DATA/new" --db at-once/lineside.db -q

# --- still, moving, part
learnt first/lineside.db
mkdir -p first/incoming
cp "$REFERENCE_DATA"/new/cells.tsv "$REFERENCE_DATA"/new/*-2026-03-11.tsv.gz first/incoming
touch -d '10 minutes ago' first/incoming/*
cp "$REFERENCE_DATA"/new/works.tsv first/incoming/fresh.tsv
cp "$REFERENCE_DATA"/new/measurements-2026-03-12.tsv.gz first/incoming/measurements-2026-03-12.tsv.gz.part
touch -d '10 minutes ago' first/incoming/*.part
head -c 5000 /bin/sh >first/incoming/binary.tsv
touch -d '10 minutes ago' first/incoming/binary.tsv
check "run on a spool ends well" ends 0 lineside run --db first/lineside.db $fixed
check "a file that was written just now stays" test -f first/incoming/fresh.tsv
check "a file that ends in .part stays" test -f first/incoming/measurements-2026-03-12.tsv.gz.part
check "nothing else stays" equal "$(ls first/incoming | wc -l)" 2
check "files that were judged lie in done/" equal "$(ls first/done | wc -l)" 4
check "a file that is none lies in quarantine/" test -f first/quarantine/binary.tsv
check "calls are judged" test "$(sql first/lineside.db 'SELECT count(*) FROM call')" -gt 10
check "run on an empty spool ends well" ends 0 lineside run --db first/lineside.db $fixed
check "metrics are published" test "$(sql first/metrics.db "SELECT value FROM metric_latest WHERE key = 'lineside.run.status'")" = 0

# --- in slices of a quarter of an hour, over midnights at which references are learned anew, and at once.
daily="--set references.learn_every_days=1"
feed() { # PLACE FOLDER SETTINGS
    cp -r "$2"/. "$1/incoming"
    find "$1/incoming" -type f -exec touch -d '10 minutes ago' {} +
    # shellcheck disable=SC2086 # two words
    lineside run --db "$1/lineside.db" $3 -q
}
# What is still open is judged when its time has passed: a later line of another call says that it has.
mkdir -p late
printf 'call_id\ttime\tcell_id\tmobile_id\trxlev_dl\nlate\t2026-03-13T23:59:00.000Z\tGR3001A\tm1\t40\n' >late/late.tsv
for day in $days; do
    slices "cut/$day" "$REFERENCE_DATA"/new/{measurements,calls,events}-"$day".tsv.gz
done
for place in unlearned whole sliced; do
    learnt $place/lineside.db
    mkdir -p $place/incoming
    cp "$REFERENCE_DATA"/new/{cells,works}.tsv $place/incoming
done
in_slices() {
    local slice fed=0
    for slice in $(cd cut && ls -d */* | LC_ALL=C sort); do
        feed sliced "cut/$slice" "$daily" || fed=$?
    done
    feed sliced late "$daily" || fed=$?
    return $fed
}
# It takes minutes, so the rest goes on beside it.
in_slices &
slices_pid=$!

fed=0
feed unlearned "$REFERENCE_DATA/new" "$fixed" || fed=$?
feed unlearned late "$fixed" || fed=$?
feed whole "$REFERENCE_DATA/new" "$daily" || fed=$?
feed whole late "$daily" || fed=$?
check "days at once are taken, each by a run that ends well" equal "$fed" 0

# --- killed. All in one place, since the database names files by their whole path.
ready() {
    rm -rf work
    learnt work/lineside.db
    mkdir -p work/incoming
    cp "$REFERENCE_DATA"/new/* work/incoming
    touch -d '10 minutes ago' work/incoming/*
}
finished() { # what stands in the database, and where the files are
    # shellcheck disable=SC2046 # names of tables have no spaces
    dump work/lineside.db $(result_tables work/lineside.db)
    (cd work && find incoming done quarantine -type f | LC_ALL=C sort)
}
# Each ends with a run that finds nothing to do, which forgets what was to be moved.
ready
began=$(date +%s%N)
check "an undisturbed run ends well" ends 0 lineside run --db work/lineside.db $fixed -q
took=$((($(date +%s%N) - began) / 1000000))
lineside run --db work/lineside.db $fixed -q
finished >undisturbed.txt
RANDOM=7
for try in 1 2 3 4 5 6 7 8 9 10; do
    # A run that is over before it is killed proves nothing: then once more, sooner.
    after=$((took * (RANDOM % 1000) / 1000))
    met=0
    for _ in 1 2 3 4 5 6 7 8; do
        ready
        "$LINESIDE" run --db work/lineside.db $fixed -q --config lineside.toml &
        pid=$!
        sleep "$(printf '%d.%03d' $((after / 1000)) $((after % 1000)))"
        kill -KILL $pid 2>/dev/null || true
        status=0
        wait $pid || status=$?
        [ "$status" = 137 ] && met=1 && break
        after=$((after * 3 / 4))
    done
    status=0
    lineside run --db work/lineside.db $fixed -q || status=$?
    lineside run --db work/lineside.db $fixed -q || status=$?
    finished >"killed$try.txt"
    check "kill $try, after $after of $took ms, met a run at work" equal "$met" 1
    check "kill $try, after $after of $took ms: started again, it ends well" equal "$status" 0
    check "kill $try, after $after of $took ms: the database and the files are as undisturbed" same undisturbed.txt "killed$try.txt"
    check "kill $try: no run is left open" equal \
        "$(sql work/lineside.db "SELECT count(*) FROM run WHERE status = 'running'")" 0
    check "kill $try: what the monitoring reads can be read" test -n "$(sql work/metrics.db 'SELECT key FROM metric_latest LIMIT 1')"
done

# --- what the slices gave
fed=0
wait $slices_pid || fed=$?
check "$(ls -d cut/*/* | wc -l) slices of three days are taken, each by a run that ends well" equal "$fed" 0
check "references are learned anew on the way" equal "$(sql sliced/lineside.db 'SELECT count(*) FROM model')" 3
row="call_id, mobile_id, service, start_time, end_time, samples, reference_id, verdict, score, p_value, explanation"
for place in at-once unlearned whole sliced; do
    sql $place/lineside.db "SELECT $row FROM call WHERE call_id <> 'late' ORDER BY call_id" >$place-call.txt
    sql $place/lineside.db "SELECT finding_id, call_id, cell_id, start_time, end_time, method, indicator, observed,
        expected, effect, score, p_value FROM finding WHERE call_id <> 'late' ORDER BY finding_id" >$place-finding.txt
    sql $place/lineside.db "SELECT scope, entity, cause FROM incident ORDER BY 1, 2, 3" >$place-incident.txt
    cut -d '|' -f 1,8 $place-call.txt >$place-verdicts.txt
    sql $place/lineside.db "SELECT model_id, calls, data_from, data_to, validation, fingerprint, state FROM model
        ORDER BY model_id" >$place-model.txt
    dump $place/lineside.db reference reference_call reference_profile model_content >$place-reference.txt
done
check "run says of every call what detect says" same at-once-call.txt unlearned-call.txt
check "run finds in them what detect finds" same at-once-finding.txt unlearned-finding.txt
check "slices give every call the verdict that all at once gives" same whole-verdicts.txt sliced-verdicts.txt
check "slices give every call the same row" same whole-call.txt sliced-call.txt
check "slices give the same findings" same whole-finding.txt sliced-finding.txt
# Incidents are weighed once a run, with what was known by then: a day of runs may name what a later look explains otherwise.
check "slices give every incident that all at once gives" equal \
    "$(LC_ALL=C comm -23 <(LC_ALL=C sort whole-incident.txt) <(LC_ALL=C sort sliced-incident.txt))" ""
check "slices give the same models" same whole-model.txt sliced-model.txt
check "slices give the same references" same whole-reference.txt sliced-reference.txt
