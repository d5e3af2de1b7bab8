# What the cases share; read by run.sh. A case runs in an empty folder of its own.

: >lineside.toml

# The program with an empty configuration, so that nothing on this machine has a say.
lineside() {
    local verb=$1
    shift
    "$LINESIDE" "$verb" "$@" --config "$PLACE/$CASE/lineside.toml"
}

# check DESCRIPTION COMMAND...: passes where the command ends with 0.
check() {
    local what=$1
    shift
    if "$@"; then
        printf 'ok\t%s\t%s\n' "$CASE" "$what" >>"$PLACE/results"
    else
        printf 'FAILED\t%s\t%s\n' "$CASE" "$what" >>"$PLACE/results"
        echo "FAILED: $what"
    fi
}

# ends STATUS COMMAND...: output goes to out.txt and err.txt.
ends() {
    local expected=$1 status=0
    shift
    "$@" >out.txt 2>err.txt || status=$?
    echo "+ $* -> $status"
    cat out.txt err.txt
    [ "$status" = "$expected" ] || { echo "exit status $status, expected $expected"; return 1; }
}

# says PATTERN: what the last command wrote to its error stream, as extended regular expression, case ignored.
says() { grep -Eiq -- "$1" err.txt || { echo "not said: $1"; return 1; }; }

sql() { sqlite3 -batch "$1" "$2"; }

# same EXPECTED ACTUAL: two files.
same() {
    cmp -s "$1" "$2" && return 0
    diff "$1" "$2" | cut -c 1-300 | head -n 40
    return 1
}

equal() { [ "$1" = "$2" ] || { echo "found '$1', expected '$2'"; return 1; }; }

# dump DB TABLE...: rows in a fixed order, without the numbers of runs and the times of work.
dump() {
    local db=$1 table columns
    shift
    for table in "$@"; do
        columns=$(sql "$db" "SELECT group_concat('quote(\"' || name || '\")', ', ') FROM pragma_table_info('$table')
            WHERE name NOT IN ('run_id', 'created_at', 'seen_at')")
        echo "== $table"
        sqlite3 -batch -separator '|' "$db" "SELECT $columns FROM \"$table\"" | LC_ALL=C sort
    done
}

# Every table of a database but those that say when and how the work was done, and what files it came in.
result_tables() {
    sql "$1" "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        AND name NOT IN ('run', 'run_gauge', 'input_file', 'model_file', 'model') ORDER BY name"
}

# learnt DB: a database that has learned the reference data's history; learned once for all cases.
learnt() {
    (
        flock 9
        if [ ! -f "$PLACE/learnt.db" ]; then
            lineside learn "$REFERENCE_DATA/history" --db "$PLACE/learning.db" -q
            rm -f "$PLACE/learning.db.lock" "$PLACE/metrics.db"
            mv "$PLACE/learning.db" "$PLACE/learnt.db"
        fi
    ) 9>"$PLACE/lock"
    mkdir -p "$(dirname "$1")"
    cp "$PLACE/learnt.db" "$1"
}

# Unpacks and cuts FILE into N parts in DIR, line by line in turn, each with the header.
cut_in_turn() {
    local file=$1 parts=$2 dir=$3 base
    base=$(basename "$file" .gz)
    base=${base%.tsv}
    mkdir -p "$dir"
    case $file in *.gz) gzip -dc "$file" ;; *) cat "$file" ;; esac |
        awk -v n="$parts" -v to="$dir/$base" '
            NR == 1 { for (i = 0; i < n; i++) print > (to "-part" i ".tsv"); next }
            { print > (to "-part" (NR % n) ".tsv") }'
}

# shellcheck source=slices.sh
. "$(dirname "${BASH_SOURCE[0]}")/slices.sh"
