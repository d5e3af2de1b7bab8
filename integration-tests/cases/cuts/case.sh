judged() { # NAME LEARN-DIR DETECT-DIR THREADS
    mkdir -p "$1"
    check "$1: learn and detect end well" ends 0 lineside learn "$2" --db "$1/lineside.db" --threads "$4" -q
    check "$1: detect ends well" ends 0 lineside detect "$3" --db "$1/lineside.db" --threads "$4" -q
    # shellcheck disable=SC2046 # names of tables have no spaces
    dump "$1/lineside.db" $(result_tables "$1/lineside.db") >"$1.txt"
}

judged one "$REFERENCE_DATA/history" "$REFERENCE_DATA/new" 1
judged two "$REFERENCE_DATA/history" "$REFERENCE_DATA/new" 2
for part in history new; do
    for file in "$REFERENCE_DATA/$part"/*; do
        case $(basename "$file") in
            measurements-*) cut_in_turn "$file" 3 "cut/$part" ;;
            *) mkdir -p "cut/$part"; cp "$file" "cut/$part" ;;
        esac
    done
done
judged three cut/history cut/new 2

for table in $(result_tables one/lineside.db); do
    for name in one two three; do
        sed -n "/^== $table\$/,/^== /p" "$name.txt" | grep -v '^== ' >"$name-$table.txt" || true
    done
    check "one thread and two agree in table $table" same one-"$table".txt two-"$table".txt
    check "whole files and files cut in three agree in table $table" same two-"$table".txt three-"$table".txt
done
check "the models say the same of themselves" equal \
    "$(sql one/lineside.db 'SELECT calls, data_from, data_to, validation, fingerprint FROM model')" \
    "$(sql two/lineside.db 'SELECT calls, data_from, data_to, validation, fingerprint FROM model')"

# Longer than evidence is weighed back: what is said of a call must not depend on how much came with it.
check "24 days with faults are simulated" ends 0 lineside simulate --out long --seed 7 --physics 1 --history-days 10 \
    --new-days 24 --trains 8 --faults all -q
check "24 days: learned" ends 0 lineside learn long/history --db long/days.db -q
cp long/days.db long/once.db
check "24 days: judged at once" ends 0 lineside detect long/new --db long/once.db -q
for file in long/new/measurements-*; do
    day=${file#*measurements-}
    day=${day%.tsv}
    mkdir "long/$day"
    cp long/new/*"$day"* "long/$day"
    cp $(find long/new -type f ! -name '*-20[0-9][0-9]-*') "long/$day" 2>/dev/null || true
    check "24 days: $day judged" ends 0 lineside detect "long/$day" --db long/days.db -q
done
verdicts='SELECT call_id, verdict, anomalous, score, p_value FROM call ORDER BY 1'
sql long/once.db "$verdicts" >long/once.txt
sql long/days.db "$verdicts" >long/days.txt
check "24 days: calls were judged" test "$(wc -l <long/once.txt)" -gt 400
check "24 days: incidents made some of them anomalous" test \
    "$(sql long/once.db 'SELECT count(*) FROM call WHERE shown_by IS NOT NULL')" -gt 0
check "24 days: at once and day by day every call has the same verdict" same long/once.txt long/days.txt
