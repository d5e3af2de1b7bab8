#!/usr/bin/env bash
# How fast the built program is and how much memory it takes, beside counting the lines of the same files.
#
#   ./dev bench [--lines N,N,...] [--threads N] [--place DIR]
#
# --lines    sizes, in measurement lines of the history and again of the days to judge (default 100000,1000000,9000000)
# --threads  threads of the program (default: all)
# --place    where the simulated files are kept, and found again the next time (default: target/bench)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
lineside=${LINESIDE:-$root/target/lineside/bin/lineside}
sizes=100000,1000000,9000000
place=$root/target/bench
threads=()
limit_mb=1024

while [ $# -gt 0 ]; do
    case $1 in
        --lines) sizes=$2; shift ;;
        --threads) threads=(--threads "$2"); shift ;;
        --place) place=$2; shift ;;
        *) echo "Usage: ./dev bench [--lines N,N,...] [--threads N] [--place DIR]" >&2; exit 2 ;;
    esac
    shift
done
if [ ! -x /usr/bin/time ]; then
    if [ "$(id -u)" = 0 ]; then as_root=(); else as_root=(sudo); fi
    "${as_root[@]}" apt-get -qq update >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get -qq install -y --no-install-recommends time >/dev/null 2>&1 ||
        { echo "bench: the command time is needed: install the package time" >&2; exit 1; }
fi
mkdir -p "$place"
: >"$place/bench.toml"

# measure NAME LINES BYTES COMMAND...: one row of the table.
measure() {
    local name=$1 lines=$2 bytes=$3
    shift 3
    if ! /usr/bin/time -o "$place/time.txt" -f '%e %U %S %M' "$@" >"$place/out.txt" 2>"$place/err.txt"; then
        tail -n 5 "$place/err.txt" >&2
        printf '| %s | %s | failed |  |  |  |  |\n' "$lines" "$name"
        return 0
    fi
    tail -n 1 "$place/time.txt" | awk -v name="$name" -v lines="$lines" -v bytes="$bytes" '{
        wall = $1 > 0.01 ? $1 : 0.01
        printf "| %d | %s | %.2f | %.2f | %.0f | %.1f | %.0f |\n", lines, name, $1, $2 + $3, lines / wall, bytes / wall / 1e6, $4 / 1024
    }'
}

{
    echo "| lines | what | seconds | processor seconds | lines/s | MB/s | peak memory, MiB |"
    echo "|---:|---|---:|---:|---:|---:|---:|"
} | tee "$place/table.md"
for size in ${sizes//,/ }; do
    data=$place/$size
    if [ ! -f "$data/made" ]; then
        rm -rf "$data"
        echo "simulating $size lines of history and as many to judge" >&2
        # A longer railway and more days for more lines, so that every size has several trains a day.
        if [ "$size" -lt 500000 ]; then km=60 days=7; elif [ "$size" -lt 5000000 ]; then km=100 days=14; else km=300 days=14; fi
        "$lineside" simulate --out "$data" --seed 1 --history-days $days --new-days $days --km $km \
            --lines $((2 * size)) -q --config "$place/bench.toml" >/dev/null
        touch "$data/made"
    fi
    rm -f "$place"/*.db "$place"/*.db.lock
    for part in history new; do
        files=("$data/$part"/measurements-*.tsv)
        bytes=$(cat "${files[@]}" | wc -c)
        lines=$(($(cat "${files[@]}" | wc -l) - ${#files[@]}))
        if [ $part = history ]; then what=learn; else what=detect; fi
        # The files are in the page cache by now, for all rows alike.
        measure "wc -l ($part)" "$lines" "$bytes" wc -l "${files[@]}"
        measure "check ($part): read, validate, assemble calls" "$lines" "$bytes" \
            "$lineside" check "$data/$part" --db "$place/none.db" "${threads[@]}" -q --config "$place/bench.toml"
        measure "$what" "$lines" "$bytes" \
            "$lineside" $what "$data/$part" --db "$place/lineside.db" "${threads[@]}" -q --config "$place/bench.toml"
    done | tee -a "$place/table.md"
done
echo
echo "$(nproc) processors ($(awk -F ': ' '/model name/ { print $2; exit }' /proc/cpuinfo)), $(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo) of memory, $("$lineside" --version | head -n 1)" | tee -a "$place/table.md"
# learn and detect must fit into the smallest machine they are made for.
awk -F '|' -v limit=$limit_mb '
    $4 ~ /failed/ { bad = 1; print "bench: " $3 "failed" }
    $3 ~ /detect|learn/ && $8 + 0 > limit { bad = 1; print "bench:" $3 "took more than " limit " MiB" }
    END { exit bad }' "$place/table.md" >&2
