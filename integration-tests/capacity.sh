#!/usr/bin/env bash
# What lines cost in time, and what calls, visits, references and days cost in the database, measured on a simulated railway.
#
#   ./dev bench --capacity [--lines N] [--place DIR] [--keep]
#
# --lines  measurement lines of two weeks of history, and again of two weeks to judge (default 1000000)
# --place  where files and database are kept (default: target/bench/capacity)
# --keep   write the tables into docs/capacity.md
#
# The history is learned, the days after it are taken up by run, one by one. Bytes are those of the pages of a table and its
# indices (SQLite's dbstat), so what a file of this content takes.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
lineside=${LINESIDE:-$root/target/lineside/bin/lineside}
page=$root/docs/capacity.md
size=1000000
place=$root/target/bench/capacity
keep=
# Set by timed.
wall=
cpu=
peak_kib=

# shellcheck source=measure.sh
. "$here/measure.sh"
while [ $# -gt 0 ]; do
    case $1 in
        --keep) keep=yes ;;
        --lines | --place)
            [ $# -gt 1 ] || { echo "capacity: $1 needs a value" >&2; exit 2; }
            if [ "$1" = --lines ]; then size=$2; else place=$2; fi
            shift
            ;;
        *) echo "Usage: ./dev bench --capacity [--lines N] [--place DIR] [--keep]" >&2; exit 2 ;;
    esac
    shift
done
need_time
command -v sqlite3 >/dev/null || { echo "capacity: the command sqlite3 is needed" >&2; exit 1; }
rm -rf "$place"
mkdir -p "$place/incoming"
place=$(cd "$place" && pwd)
printf '[intake]\nsettle_seconds = 0\n' >"$place/capacity.toml"
options=(-q --config "$place/capacity.toml")
db=$place/lineside.db

days=14
"$lineside" simulate --out "$place/data" --seed 5 --history-days $days --new-days $days --km 100 --lines $((2 * size)) \
    "${options[@]}" >/dev/null
# All lines, the calls they are of, the bytes they take, and how often a call came to another cell.
counted() { # DIR: lines calls bytes visits
    cat "$1"/measurements-*.tsv | awk -F '\t' '
        { bytes += length($0) + 1 }
        $1 == "call_id" { next }
        { lines++ }
        !($1 in cell) { calls++ }
        cell[$1] != $3 { visits++; cell[$1] = $3 }
        END { print lines, calls, bytes, visits }'
}
read -r old_lines _ _ old_visits < <(counted "$place/data/history")
read -r new_lines new_calls new_bytes new_visits < <(counted "$place/data/new")

timed "$lineside" learn "$place/data/history" --db "$db" "${options[@]}"
learn_seconds=$wall
learn_mib=$((peak_kib / 1024))
cp "$place/data/new/cells.tsv" "$place/data/new/works.tsv" "$place/incoming/"
runs=$place/runs.tsv
: >"$runs"
for file in "$place"/data/new/measurements-*.tsv; do
    lines=$(($(wc -l <"$file") - 1))
    mv "${file%/*}"/{measurements,calls,events}-"${file##*/measurements-}" "$place/incoming/"
    timed "$lineside" run --db "$db" "${options[@]}"
    printf '%s\t%s\t%s\t%s\t%s\n' "$lines" "$wall" "$cpu" "$((peak_kib / 1024))" \
        "$(grep -c '^Model ' "$place/out.txt" || true)" >>"$runs"
    rm -rf "$place/done"
done

sql() { sqlite3 -batch -separator ' ' "$db" "$1"; }
# Bytes of tables with their indices.
bytes_of() { # TABLE...
    sql "SELECT ifnull(sum(pgsize), 0) FROM dbstat JOIN sqlite_master ON sqlite_master.name = dbstat.name
        WHERE tbl_name IN ($(printf "'%s'," "$@" | sed 's/,$//'))"
}
models=$(sql "SELECT count(*) FROM model_content")
references=$(sql "SELECT count(*) FROM reference")
kept() { # KEY: days of retention by default
    "$lineside" config show --format tsv --config "$place/capacity.toml" | awk -F '\t' -v key="retention.$1" '$1 == key { print $2 }'
}
trace_days=$(kept trace_days)
call_days=$(kept call_days)
curve_days=$(kept curve_days)
traces=$(sql "SELECT count(*) FROM call_trace")
# What is kept, for how many days by default, its bytes, and the calls, visits and days it is of.
groups=$place/groups.tsv
all_visits=$((old_visits + new_visits))
all_lines=$((old_lines + new_lines))
{
    printf 'trace, to learn anew\t%s\t%s\t%s\t%s\t%s\t%s\n' "$trace_days" "$(bytes_of call_trace call_info event)" \
        "$traces" "$all_visits" "$all_lines" $((2 * days))
    printf 'verdict and findings\t%s\t%s\t%s\t%s\t%s\t%s\n' "$call_days" \
        "$(bytes_of call finding)" "$new_calls" "$new_visits" "$new_lines" $days
    printf 'evidence\t%s\t%s\t%s\t%s\t%s\t%s\n' "$call_days" \
        "$(bytes_of call_evidence drift_day)" "$new_calls" "$new_visits" "$new_lines" $days
    printf 'health\t%s\t%s\t%s\t%s\t%s\t%s\n' "$call_days" \
        "$(bytes_of call_health cell_health mobile_health edge_stats interval_kpi network_kpi)" \
        "$new_calls" "$new_visits" "$new_lines" $days
    printf 'curves of findings\t%s\t%s\t%s\t%s\t%s\t%s\n' "$curve_days" \
        "$(bytes_of curve)" "$new_calls" "$new_visits" "$new_lines" $days
} >"$groups"

table=$place/table.md
{
    awk -F '\t' -v cpus="$(nproc)" -v old="$old_lines" -v learn="$learn_seconds" -v learn_mib="$learn_mib" '
        { lines += $1; seconds += $2; used += $3; if ($4 > peak) { peak = $4 } }
        $5 == 0 { plain_lines += $1; plain += $2; plain_used += $3; plain_days++ }
        END {
            print "| | lines | seconds | lines/s | lines/s of one processor | peak memory, MiB |"
            print "|---|---:|---:|---:|---:|---:|"
            printf "| learn, two weeks at once | %d | %.1f | %d | | %d |\n", old, learn, old / learn, learn_mib
            printf "| run, the %d days without learning | %d | %.1f | %d | %d | |\n", plain_days, plain_lines, plain,
                plain_lines / plain, plain_lines / plain_used
            printf "| run, all %d days, learning included | %d | %.1f | %d | %d | %d |\n", NR, lines, seconds, lines / seconds,
                lines / used, peak
            printf "\nAt 34722 lines/s, 9e9 in three days, that is %.1f machines like this one, without learning %.1f.\n\n",
                34722 / (lines / seconds), 34722 / (plain_lines / plain)
        }' "$runs"
    awk -F '\t' '
        BEGIN {
            print "| kept | days | bytes a call | bytes a visit | bytes a line | KiB a day of this railway | MiB when full |"
            print "|---|---:|---:|---:|---:|---:|---:|"
        }
        {
            printf "| %s | %d | %d | %d | %.2f | %.0f | %.0f |\n", $1, $2, $3 / $4, $3 / $5, $3 / $6, $3 / $7 / 1024,
                $3 / $7 * $2 / 1048576
            full += $3 / $7 * $2
            a_line += $3 / $6 * $2
        }
        END {
            printf "| all, each for its days | | | | | | %.0f |\n", full / 1048576
            printf "\nFor each line a day that is %.1f KB of disk in the end; for 3e9 lines a day, %.1f TB.\n", a_line / 1000,
                a_line * 3e9 / 1e12
        }' "$groups"
    echo
    echo "References: $references in $models versions, $(($(bytes_of reference reference_profile reference_call model model_content \
        model_file model_drift drift_scale) / references / 1024)) KiB each, with what detectors have learned."
    echo "The railway: 100 km, $((new_lines / days)) lines, $((new_calls / days)) calls and $((new_visits / days)) visits a day;" \
        "$((new_bytes / new_lines)) bytes a line in the files. $(machine)"
} >"$table"
cat "$table"
[ -z "$keep" ] || between capacity "$table" "$page"
