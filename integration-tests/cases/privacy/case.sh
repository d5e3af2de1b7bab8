hidden=(--db lineside.db --set privacy.mobile_id=hash)
check "learn ends well" ends 0 lineside learn "$REFERENCE_DATA/history" "${hidden[@]}" --log json
cat err.txt >log.json
check "detect ends well" ends 0 lineside detect "$REFERENCE_DATA/new" "${hidden[@]}" --log json
cat err.txt >>log.json
check "the key is its owner's" equal "$(stat -c '%a %s' mobile-id.key)" "600 32"

# Every mobile of the input.
for file in "$REFERENCE_DATA"/history/calls-*.gz "$REFERENCE_DATA"/new/calls-*.gz; do
    gzip -dc "$file" | awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "mobile_id") m = i; next } { print $m }'
done | sort -u >mobiles.txt
check "there are mobiles to look for" test "$(wc -l <mobiles.txt)" -gt 10
sqlite3 lineside.db .dump >dump.txt
sqlite3 metrics.db .dump >>dump.txt
check "none of them is in the database, the metrics or the log" equal "$(cat dump.txt log.json | grep -owFf mobiles.txt | sort | uniq -c | head -n 5)" ""
# Nor in what is kept packed.
check "nor in what is kept packed" equal "$(grep -aoFf mobiles.txt lineside.db | sort | uniq -c | head -n 5)" ""
check "mobiles have names all the same" test "$(sql lineside.db "SELECT count(DISTINCT mobile_id) FROM call WHERE mobile_id LIKE 'm-________________'")" -gt 1
check "a mobile that is faulty is found under its name" equal \
    "$(sql lineside.db "SELECT count(*) FROM incident WHERE scope = 'mobile' AND cause = 'mobile_uplink' AND entity LIKE 'm-%'")" 1

# They would be found.
learnt open.db
check "the same with open names" ends 0 lineside detect "$REFERENCE_DATA/new" --db open.db
check "which all can be found there" equal "$(sqlite3 open.db .dump | grep -owFf mobiles.txt | sort -u | wc -l)" "$(wc -l <mobiles.txt)"

# The same verdicts as with open names.
for db in lineside open; do sql $db.db "SELECT call_id, verdict, anomalous FROM call ORDER BY call_id" >$db-verdicts.txt; done
check "verdicts are the same" same open-verdicts.txt lineside-verdicts.txt

# --- as the service does it: out of the spool, an hour or two at a time, with calls kept back from one run to the next
mkdir -p spool/incoming cut
lineside learn "$REFERENCE_DATA/history" --db spool/lineside.db --set privacy.mobile_id=hash -q
cp "$REFERENCE_DATA"/new/{cells,works}.tsv spool/incoming
for day in 2026-03-11 2026-03-12 2026-03-13; do
    slices cut "$REFERENCE_DATA"/new/{measurements,calls,events}-"$day".tsv.gz
done
# found FILE...: mobiles of the input in them, be it in words or among bytes.
found() { cat "$@" | grep -aoFf mobiles.txt | sort | uniq -c | head -n 5; }
take() {
    find spool/incoming -type f -exec touch -d '10 minutes ago' {} +
    lineside run --db spool/lineside.db --set privacy.mobile_id=hash --log json -v >>spool-out.txt 2>>spool-log.json || status=$?
    sqlite3 spool/lineside.db .dump >spool-dump.txt
    kept=$((kept + $(sql spool/lineside.db "SELECT count(*) FROM pending_call")))
}
status=0 kept=0 taken=0
for slice in $(cd cut && ls | LC_ALL=C sort); do
    cp "cut/$slice"/* spool/incoming
    taken=$((taken + 1))
    [ $((taken % 10)) = 0 ] || continue
    take
done
# What a probe gets wrong is said with its line, in rejects/ alone.
printf 'call_id\ttime\tcell_id\tmobile_id\trxlev_dl\nlate\t2026-03-14T09:00:00.000Z\tGR3001A\tsomebody\t40\nlate\tsoon\tGR3001A\tm101e1\t40\n' >spool/incoming/late.tsv
take
check "runs on a spool end well" equal "$status" 0
check "calls were kept back on the way" test "$kept" -gt 0
check "incidents were opened and told" grep -q '"event":"opened"' spool-log.json
check "a mobile that is faulty is found under its name as well" test \
    "$(sql spool/lineside.db "SELECT count(*) FROM incident WHERE scope = 'mobile' AND entity LIKE 'm-%'")" -ge 1
check "no mobile is in the log of a run, nor in what it says" equal "$(found spool-log.json spool-out.txt)" ""
check "nor in the metrics" equal "$(sqlite3 spool/metrics.db .dump | found; found spool/metrics.db)" ""
check "nor in the database, but for calls that have not ended" equal \
    "$(grep -v '^INSERT INTO "*pending_call' spool-dump.txt | found)" ""
check "nor among its bytes" equal "$(found spool/lineside.db)" ""
lineside report --db spool/lineside.db --out spool/page -q >/dev/null 2>&1 || true
[ ! -d spool/page ] || check "nor in the report" equal "$(find spool/page -type f -exec cat {} + | found)" ""
ls spool
