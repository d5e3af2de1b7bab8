# Two of the three new days; the third one brings the same faults again.
new=$REFERENCE_DATA/new
mkdir -p first second grown returned
cp "$new"/*2026-03-11* "$new"/*2026-03-12* "$new"/cells.tsv "$new"/works.tsv first
cp "$new"/*2026-03-13* second
learnt lineside.db
lineside detect first --db lineside.db -q
id_of() { sql "$1" "SELECT incident_id FROM incident WHERE entity LIKE '$2' ORDER BY incident_id LIMIT 1"; }
open_at() { sql "$1" "SELECT count(*) FROM incident WHERE entity LIKE '$2' AND closed_at IS NULL"; }
published() { sql metrics.db "SELECT sum(value) FROM metric_latest WHERE key = 'lineside.incidents.open'"; }
cell=$(id_of lineside.db GR3001A) section=$(id_of lineside.db 'L1:%') mobile=$(id_of lineside.db m102e2)
check "three faults of two days are open" equal "$(published)" 3

# A file of labels alone, by detect.
printf 'incident_id\tverdict\tcause\ttext\n%s\tfalse\t\tturned on purpose\n%s\tfalse\t\t\n%s\ttrue\tmobile_antenna\twet feeder\n%s\tfalse\t\t\n' \
    "$cell" "$section" "$mobile" 20200101-0000-nowhere >labels.tsv
cp lineside.db before.db
check "labels alone end well" ends 0 lineside detect labels.tsv --db lineside.db
check "an incident that is not known is named" says '1 labels name .*20200101-0000-nowhere'
check "one incident is left open" equal "$(published)" 1
for name in "$cell" "$section"; do
    check "$name is closed and says until when it is muted" equal "$(sql lineside.db "SELECT closed_at IS NOT NULL
        AND label = 'false' AND muted_until = strftime('%Y-%m-%dT%H:%M:%fZ', label_at, '+90 days')
        AND summary LIKE '%an operator called it a false alarm on 2026-03-12 until 2026-06-10.'
        FROM incident WHERE incident_id = '$name'")" 1
done
check "a confirmed one stays open, sure, with the operator's cause" equal "$(sql lineside.db "SELECT closed_at IS NULL
    AND label = 'true' AND confidence >= 0.99 AND cause = 'mobile_antenna' AND found_cause = 'mobile_uplink'
    FROM incident WHERE incident_id = '$mobile'")" 1
check "no call is anomalous by what is muted alone" equal "$(sql lineside.db "SELECT count(*) FROM call c WHERE anomalous = 1
    AND EXISTS (SELECT 1 FROM finding f WHERE f.call_id = c.call_id) AND NOT EXISTS (SELECT 1 FROM finding f
    WHERE f.call_id = c.call_id AND ifnull(f.incident_id, '') NOT IN ('$cell', '$section'))")" 0
check "some calls are explained by the operator" test \
    "$(sql lineside.db "SELECT count(*) FROM call WHERE verdict = 'explained' AND explanation LIKE '%false alarm%'")" -gt 3
check "the list of all incidents tells of the mutes" ends 0 lineside incidents --all --db lineside.db
check "it counts them" grep -q '1 open incident, 2 called a false alarm' out.txt
check "the list of open ones doesn't" equal "$(lineside incidents --db lineside.db --format tsv | tail -n +2 | wc -l)" 1
check "explain tells of the label" ends 0 lineside explain "$cell" --db lineside.db
check "what he wrote and until when" eval "grep -q 'turned on purpose' out.txt && grep -q 'muted until 2026-06-10' out.txt"
check "the help of incidents says how a label is written" eval "lineside incidents --help | grep -q 'incident_id<TAB>verdict'"

# learn and run take labels as detect does; the same again changes nothing.
dump lineside.db call finding incident label >by-detect.txt
cp before.db by-learn.db
check "learn takes labels alone" ends 0 lineside learn labels.tsv --db by-learn.db
dump by-learn.db call finding incident label >by-learn.txt
check "learn makes the same of them" same by-detect.txt by-learn.txt
mkdir -p spool/incoming
cp before.db spool/lineside.db
cp labels.tsv spool/incoming
check "run takes labels alone" ends 0 lineside run --db spool/lineside.db --set intake.settle_seconds=0
dump spool/lineside.db call finding incident label >by-run.txt
check "run makes the same of them" same by-detect.txt by-run.txt
{ cat labels.tsv; printf '%s\tfalse\t\t\n' 20200102-0000-nobody; } >more.tsv
lineside detect more.tsv --db by-learn.db -q
dump by-learn.db call finding incident >again.txt
dump lineside.db call finding incident >once.txt
check "the same labels in a longer file change nothing" same once.txt again.txt

# The third day: the same goes on in silence, whether the labels come before it or with it.
cp lineside.db same.db
lineside detect second --db same.db -q
check "the same faults stay silent" equal "$(open_at same.db GR3001A)$(open_at same.db 'L1:6%')" 00
check "the confirmed one goes on as the same" equal "$(sql same.db "SELECT incident_id FROM incident
    WHERE entity = 'm102e2' AND closed_at IS NULL AND last_seen_at > '2026-03-13' AND cause = 'mobile_antenna'")" "$mobile"
check "later findings are linked to the muted incident" test \
    "$(sql same.db "SELECT count(*) FROM finding WHERE incident_id = '$cell' AND start_time > '2026-03-13'")" -gt 0
check "other faults of the third day are raised" equal "$(sql same.db 'SELECT count(*) FROM incident WHERE closed_at IS NULL')" 3
cp before.db together.db
lineside detect labels.tsv second --db together.db -q
dump same.db call finding incident label >apart.txt
dump together.db call finding incident label >together.txt
check "labels before the third day or with it give the same" same apart.txt together.txt

# Grown by 16 dB it is raised again, as long as it lasts.
for file in second/*; do
    case $file in
        *measurements*) gzip -dc "$file" | awk -F '\t' -v OFS='\t' '
            function weaker(level) { return level < 16 ? 0 : level - 16 }
            NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; print; next }
            $column["time"] < "2026-03-13T09" {
                level = column["rxlev_dl"]
                if ($column["cell_id"] == "GR3001A" && $level != "") $level = weaker($level)
                n = split($column["neighbours"], heard, ",")
                all = ""
                for (i = 1; i <= n; i++) {
                    split(heard[i], part, ":")
                    if (part[1] == "GR3001A") heard[i] = part[1] ":" weaker(part[2])
                    all = all (i > 1 ? "," : "") heard[i]
                }
                $column["neighbours"] = all
                print
            }' >"grown/$(basename "$file" .gz)" ;;
        *) cp "$file" grown ;;
    esac
done
cp lineside.db grown.db
lineside detect grown --db grown.db -q
check "what has grown is raised again, as another incident" equal "$(sql grown.db "SELECT count(*) FROM incident
    WHERE entity = 'GR3001A' AND closed_at IS NULL AND label IS NULL AND opened_at > '2026-03-13'
    AND summary LIKE '%more than what an operator called a false alarm ($cell)%'")" 1

# The second day once more a week later: after a mute of two days all is raised again, in one of ninety nothing.
for file in first/*2026-03-12*; do
    gzip -dc "$file" | sed 's/2026-03-12/2026-03-19/g' | awk -F '\t' -v OFS='\t' '
        NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; print; next }
        { if ($column["call_id"] != "") $column["call_id"] = "again-" $column["call_id"]; print }
    ' >"returned/$(basename "$file" .gz | sed 's/2026-03-12/2026-03-19/')"
done
cp before.db expired.db
lineside detect labels.tsv --db expired.db --set decision.mute_days=2 -q
lineside detect returned --db expired.db --set decision.mute_days=2 -q
check "when the mute is over it is raised again" equal "$(sql expired.db "SELECT count(*) FROM incident WHERE closed_at IS NULL
    AND entity = 'GR3001A' AND opened_at > '2026-03-19'")" 1
cp lineside.db lasting.db
lineside detect returned --db lasting.db -q
check "within it nothing is" equal "$(open_at lasting.db GR3001A)" 0

# Taken back, a false alarm is open again, and its calls are anomalous.
printf 'incident_id\tverdict\n%s\ttrue\n' "$cell" >back.tsv
lineside detect back.tsv --db lineside.db -q
check "taken back it is open again" equal "$(open_at lineside.db GR3001A)" 1
check "and explains no call away" equal "$(sql lineside.db "SELECT count(*) FROM call WHERE explained_by = '$cell'")" 0
