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
