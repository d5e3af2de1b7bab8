lineside simulate --out data --seed 11 --physics 1 --history-days 8 --new-days 13 --trains 9 --km 30 --gzip \
    --faults season,creep -q >/dev/null
cell=$(awk -F '\t' '$2 == "creep" { print $5 }' data/truth/faults.tsv)
lineside learn data/history --db learnt.db -q >/dev/null
check "the first model is the golden one" equal "$(sql learnt.db 'SELECT model_id FROM model WHERE golden = 1')" m1

often="--set references.learn_every_days=3 --set references.settling_days=0 --set intake.settle_seconds=0"
deliver() { # PLACE DAY...
    local place=$1 day
    shift
    for day in "$@"; do
        cp data/new/*-"$day".tsv.gz data/new/cells.tsv "$place/incoming"
    done
    # shellcheck disable=SC2086 # several words
    lineside run --db "$place/lineside.db" $often -q >/dev/null
}
days=$(cd data/new && ls measurements-* | sed 's/measurements-\(.*\)\.tsv.*/\1/')
for place in whole cut detect; do
    mkdir -p $place/incoming
    cp learnt.db $place/lineside.db
done
# shellcheck disable=SC2086 # one argument a day
check "all days are taken by one run" deliver whole $days
first=$(echo "$days" | head -n 6)
# shellcheck disable=SC2086
check "the first six days are taken" deliver cut $first
for day in $(echo "$days" | tail -n +7); do
    deliver cut "$day"
done
check "detect takes them at once" lineside detect data/new --db detect/lineside.db -q

for place in whole cut; do
    check "$place: models are learned on the way" test "$(sql $place/lineside.db 'SELECT count(*) FROM model')" -ge 4
    check "$place: the golden model stays" equal "$(sql $place/lineside.db 'SELECT model_id FROM model WHERE golden = 1')" m1
    check "$place: later models have followed the cell" test \
        "$(sql $place/lineside.db "SELECT min(effect) < -1 FROM model_drift WHERE entity = '$cell'")" = 1
done
for place in whole cut; do
    check "$place: one incident is open" equal \
        "$(sql $place/lineside.db "SELECT count(*) FROM incident WHERE closed_at IS NULL")" 1
done
for place in whole cut detect; do
    check "$place: the cell that creeps is open" equal \
        "$(sql $place/lineside.db "SELECT scope, entity, cause FROM incident WHERE closed_at IS NULL AND scope = 'cell'")" "cell|$cell|cell_power_drop"
    check "$place: it says that it crept" test \
        "$(sql $place/lineside.db "SELECT summary LIKE '%it crept from%' FROM incident WHERE closed_at IS NULL AND scope = 'cell'")" = 1
done
dump whole/lineside.db drift_day model_drift drift_scale >whole.txt
dump cut/lineside.db drift_day model_drift drift_scale >cut.txt
check "how the days are cut into runs changes no daily effect" same whole.txt cut.txt
check "nor when it began" equal \
    "$(sql whole/lineside.db "SELECT opened_at FROM incident WHERE closed_at IS NULL")" \
    "$(sql cut/lineside.db "SELECT opened_at FROM incident WHERE closed_at IS NULL")"
check "the list of models says which is golden" ends 0 lineside models list --db cut/lineside.db --format tsv
check "it is the first" grep -Eq '^m1.retired.golden' out.txt
now=$(sql cut/lineside.db "SELECT model_id FROM model WHERE state = 'champion'")
check "another golden model is chosen" ends 0 lineside models golden "$now" --db cut/lineside.db
check "and is it" equal "$(sql cut/lineside.db 'SELECT model_id FROM model WHERE golden = 1')" "$now"
check "one that isn't there is refused" ends 1 lineside models golden m99 --db cut/lineside.db
