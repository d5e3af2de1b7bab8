expected=$REFERENCE_DATA/expected truth=$REFERENCE_DATA/truth
learnt lineside.db
check "detect ends well" ends 0 lineside detect "$REFERENCE_DATA/new" --db lineside.db

# Every call that was planted to be judged is, and no other.
awk -F '\t' 'NR > 1 && $6 == 1 { print $1 }' "$truth/calls.tsv" | LC_ALL=C sort >planted-calls.txt
sql lineside.db "SELECT call_id FROM call" | LC_ALL=C sort >judged-calls.txt
check "every new call has a row" same planted-calls.txt judged-calls.txt

tail -n +2 "$expected/verdicts.tsv" >verdicts.txt
while read -r verdict from to; do
    count=$(sql lineside.db "SELECT count(*) FROM call WHERE verdict = '$verdict'")
    check "$from to $to calls are $verdict (found $count)" test "$count" -ge "$from" -a "$count" -le "$to"
done <verdicts.txt
awk -F '\t' 'NR > 1 && $6 == 1 && $7 == 0 { print $1 }' "$truth/calls.tsv" | LC_ALL=C sort >sound-calls.txt
sql lineside.db "SELECT call_id FROM call WHERE anomalous = 1" | LC_ALL=C sort >anomalous-calls.txt
most=$(awk '$1 == "calls_at_most" { print $2 }' "$expected/false-alarms.tsv")
wrong=$(LC_ALL=C comm -12 sound-calls.txt anomalous-calls.txt | tr '\n' ' ')
check "at most $most sound call is called anomalous (found: $wrong)" test "$(echo "$wrong" | wc -w)" -le "$most"

# One incident for each fault. A section is the one meant where both share at least half of what they cover together.
sqlite3 -separator $'\t' lineside.db "SELECT scope, entity, cause, opened_at, last_seen_at, effect, incident_id FROM incident
    ORDER BY incident_id" >incidents.txt
cat incidents.txt
tail -n +2 "$expected/incidents.tsv" >faults.txt
: >matched.txt
while IFS=$'\t' read -r fault scope entity cause opened_from opened_to last_from last_to effect_from effect_to; do
    awk -F '\t' -v scope="$scope" -v entity="$entity" '
        function least(a, b) { return a < b ? a : b }
        function most(a, b) { return a > b ? a : b }
        function alike(a, b, e, f) {
            if (split(a, e, /[:-]/) != 3 || split(b, f, /[:-]/) != 3 || e[1] != f[1]) return 0
            return least(e[3], f[3]) - most(e[2], f[2]) >= 0.5 * (most(e[3], f[3]) - least(e[2], f[2]))
        }
        $1 == scope && ($2 == entity || alike(entity, $2))
    ' incidents.txt >"found-$fault.txt"
    cut -f 7 "found-$fault.txt" >>matched.txt
    check "$fault: one incident of scope $scope at $entity" equal "$(wc -l <"found-$fault.txt")" 1
    [ -s "found-$fault.txt" ] || continue
    IFS=$'\t' read -r _ _ said opened last effect _ <"found-$fault.txt"
    check "$fault: its cause is $cause" equal "$said" "$cause"
    check "$fault: it opened from $opened_from to $opened_to ($opened)" \
        eval '[[ ! $opened < $opened_from && $opened < $opened_to ]]'
    check "$fault: it was last seen from $last_from to $last_to ($last)" \
        eval '[[ ! $last < $last_from && $last < $last_to ]]'
    check "$fault: its effect is from $effect_from to $effect_to ($effect)" \
        awk -v v="$effect" -v a="$effect_from" -v b="$effect_to" 'BEGIN { exit !(v >= a && v <= b) }'
done <faults.txt
most=$(awk '$1 == "incidents_at_most" { print $2 }' "$expected/false-alarms.tsv")
false=$(cut -f 7 incidents.txt | grep -vxFf matched.txt | tr '\n' ' ' || true)
check "at most $most incidents have no fault behind them (found: $false)" test "$(echo "$false" | wc -w)" -le "$most"

# What people see of it.
incident=$(cut -f 7 found-F04-mobile_uplink.txt)
if [ -n "$incident" ]; then
    check "explain tells about an incident" ends 0 lineside explain "$incident" --db lineside.db
    check "explain names the mobile" grep -q m102e2 out.txt
fi
call=$(head -n 1 anomalous-calls.txt)
check "explain tells about a call" ends 0 lineside explain "$call" --db lineside.db
check "incidents are listed as JSON" ends 0 lineside incidents --db lineside.db --all --format json
check "incidents are listed as TSV, one a line" equal \
    "$(lineside incidents --db lineside.db --all --format tsv | tail -n +2 | wc -l)" "$(wc -l <incidents.txt)"
