#!/usr/bin/env bash
# Day after day of a simulated railway through run, and whether memory, time and disk stay as they are.
#
#   ./dev bench --soak [--minutes N] [--lines-per-day N] [--place DIR] [--keep]
#
# --minutes        how long (default 10); the simulation of the days comes on top
# --lines-per-day  measurement lines a day (default 10000)
# --place          where files and database are kept (default: target/bench/soak)
# --keep           write the tables into docs/capacity.md
#
# Retention is set to weeks where the default is months, so that old days leave from the 43rd day on. What counts are the weeks
# after that: of each the most memory, the median seconds of a run that did not learn, those of the one that did, and the size
# of the database at its end. A line is fitted to each, with the 95 % interval of its slope from Student's t; weeks, not runs,
# since runs of a week are alike and a week has one run that learns.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
lineside=${LINESIDE:-$root/target/lineside/bin/lineside}
page=$root/docs/capacity.md
minutes=10
lines_per_day=10000
place=$root/target/bench/soak
keep=
# Set by timed.
wall=
peak_kib=

# shellcheck source=measure.sh
. "$here/measure.sh"
while [ $# -gt 0 ]; do
    case $1 in
        --keep) keep=yes ;;
        --minutes | --lines-per-day | --place)
            [ $# -gt 1 ] || { echo "soak: $1 needs a value" >&2; exit 2; }
            case $1 in
                --minutes) minutes=$2 ;;
                --lines-per-day) lines_per_day=$2 ;;
                --place) place=$2 ;;
            esac
            shift
            ;;
        *) echo "Usage: ./dev bench --soak [--minutes N] [--lines-per-day N] [--place DIR] [--keep]" >&2; exit 2 ;;
    esac
    shift
done
need_time
rm -rf "$place"
mkdir -p "$place/incoming"
place=$(cd "$place" && pwd)
cat >"$place/soak.toml" <<'TOML'
[intake]
settle_seconds = 0
[retention]
call_days = 42
trace_days = 35
curve_days = 42
incident_days = 42
run_days = 42
TOML
options=(-q --config "$place/soak.toml")
kept_days=42
days=$((60 + 60 * minutes))
echo "simulating $days days" >&2
"$lineside" simulate --out "$place/data" --seed 3 --history-days 14 --new-days $((days - 14)) --km 60 \
    --lines $((days * lines_per_day)) "${options[@]}" >/dev/null
cp "$place/data/new/cells.tsv" "$place/incoming/"

runs=$place/runs.tsv
printf 'day\tlines\tseconds\tpeak_mib\tdatabase_mib\tlearned\n' >"$runs"
day=0
until_second=$((SECONDS + 60 * minutes))
for file in "$place"/data/history/measurements-*.tsv "$place"/data/new/measurements-*.tsv; do
    [ "$SECONDS" -lt $until_second ] || break
    day=$((day + 1))
    date=${file##*/measurements-}
    lines=$(($(wc -l <"$file") - 1))
    mv "${file%/*}"/{measurements,calls,events}-"$date" "$place/incoming/"
    timed "$lineside" run --db "$place/lineside.db" "${options[@]}" || exit 1
    learned=$(grep -c '^Model ' "$place/out.txt" || true)
    bytes=$(stat -c %s "$place/lineside.db")
    awk -v OFS='\t' -v day=$day -v lines="$lines" -v seconds="$wall" -v peak="$peak_kib" -v bytes="$bytes" \
        -v learned="$learned" 'BEGIN { print day, lines, seconds, peak / 1024, bytes / 1048576, learned }' >>"$runs"
    rm -rf "$place/done"
done
[ "$day" -lt "$days" ] || echo "soak: the days were over before the time was" >&2

awk -F '\t' -v settled=$kept_days -f "$here/soak.awk" "$runs" >"$place/table.md"
{
    echo
    echo "$day days of $lines_per_day lines within $minutes minutes, one run a day. $(machine)"
} >>"$place/table.md"
cat "$place/table.md"
[ -z "$keep" ] || between soak "$place/table.md" "$page"
