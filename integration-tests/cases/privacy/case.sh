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
