lineside simulate --out railway --seed "${SEED:-511}" --physics 1 --history-days 8 --new-days 2 --trains 60 \
    --faults directional_interference -q
lineside learn railway/history --db lineside.db -q
check "detect ends well" ends 0 lineside detect railway/new --db lineside.db

IFS=$'\t' read -r start end line from to < <(awk -F '\t' 'NR == 2 { print $8 "\t" $9 "\t" $10 "\t" $11 "\t" $12 }' \
    railway/truth/faults.tsv)
sqlite3 -separator $'\t' lineside.db "SELECT scope, entity, cause, opened_at, last_seen_at, calls_affected, summary, evidence
    FROM incident ORDER BY incident_id" >incidents.txt
cat railway/truth/faults.tsv incidents.txt
check "one incident" equal "$(wc -l <incidents.txt)" 1
IFS=$'\t' read -r scope entity cause opened last calls summary evidence <incidents.txt
check "of downlink interference" equal "$cause" downlink_interference
check "at a section" equal "$scope" section
check "the section overlaps the planned one, $line:$from-$to, and reaches at most a kilometre beyond ($entity)" \
    awk -v entity="$entity" -v line="$line" -v from="$from" -v to="$to" 'BEGIN {
        n = split(entity, e, /[:-]/)
        exit !(n == 3 && e[1] == line && e[2] < to && e[3] > from && e[2] >= from - 1 && e[3] <= to + 1)
    }'
# A call that was under way when it began shows it from where it was.
check "it opened in the first two hours of $start ($opened)" \
    test "$(date -u -d "$opened" +%s)" -ge "$(($(date -u -d "$start" +%s) - 900))" \
    -a "$(date -u -d "$opened" +%s)" -le "$(($(date -u -d "$start" +%s) + 7200))"
check "it was last seen in the last two hours before $end ($last)" \
    test "$(date -u -d "$last" +%s)" -le "$(($(date -u -d "$end" +%s) + 900))" \
    -a "$(date -u -d "$last" +%s)" -ge "$(($(date -u -d "$end" +%s) - 7200))"
check "several calls show it ($calls)" test "$calls" -ge 5
check "it tells of handovers for quality" grep -q "handovers for quality [0-9]* of [0-9]*, usually" <<<"$summary"
check "the evidence holds the causes" grep -q handovers_for_quality <<<"$evidence"
