#!/usr/bin/env bash
# How fast the built program is and how much memory it takes, beside other ways to read the same files.
#
#   ./dev bench [--lines N,N,...] [--runs N] [--threads N] [--place DIR] [--large] [--keep]
#   ./dev bench --kernels [PATTERN]
#   ./dev bench --soak [--minutes N] [--lines-per-day N] [--place DIR] [--keep]
#   ./dev bench --capacity [--lines N] [--place DIR] [--keep]
#
# --lines    sizes, in measurement lines of the history and again of the days to judge (default 100000,1000000,9000000)
# --runs     how often everything is measured (default 5)
# --threads  threads of the program and of DuckDB (default: all processors)
# --place    where the simulated files are kept, and found again the next time (default: target/bench)
# --large    also 90000000 lines, judged day by day: needs 16 GB of disk and most of an hour
# --keep     only with three runs or more: write the table into docs/performance.md and the ratios into bench-ratios.tsv
# --kernels  the inner loops by themselves (JMH); PATTERN chooses among them
# --soak     days and days of a railway through run; see soak.sh
# --capacity what a line, a call and a day cost in time and on disk; see capacity.sh
#
# Every program is run once in each round, so that what the machine does otherwise hits all of them alike. What became slower
# than in bench-ratios.tsv, beyond the spread of both measurements, is said; only too much memory makes the status 1.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
lineside=${LINESIDE:-$root/target/lineside/bin/lineside}
ratios=$here/bench-ratios.tsv
page=$root/docs/performance.md
class_path_file=$root/target/bench-classpath.txt
sizes=100000,1000000,9000000
runs=5
cpus=$(nproc)
place=$root/target/bench
large=
keep=
# What learn and detect may take, and a run that learns while two weeks wait.
limit_mib=700
run_limit_mib=1024
large_lines=90000000
large_days=140
# Set by timed.
wall=
cpu=
peak_kib=

case ${1:-} in
    --soak) shift; exec "$here/soak.sh" "$@" ;;
    --capacity) shift; exec "$here/capacity.sh" "$@" ;;
esac

usage() {
    sed -n 's/^#   \(.\/dev bench.*\)/\1/p' "${BASH_SOURCE[0]}" >&2
    exit 2
}
fail() { echo "bench: $*" >&2; exit 1; }
# shellcheck source=measure.sh
. "$here/measure.sh"

# Java with the tests' class path; ./dev makes both.
java_of_tests() {
    if [ ! -s "$class_path_file" ] || [ -z "${JAVA_HOME:-}" ]; then
        fail "start this as ./dev bench, which makes the class path"
    fi
    java=("$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
        -XX:-UsePerfData -cp "$root/target/test-classes:$root/target/classes:$(cat "$class_path_file")")
}

kernels() { # PATTERN
    local place=$root/target/bench/kernels
    java_of_tests
    mkdir -p "$place"
    "${java[@]}" org.openjdk.jmh.Main "org\.lineside\.benchmarks\..*$1" -f 1 -wi 3 -w 1 -i 5 -r 1 -bm thrpt -tu s \
        -jvmArgs "--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xmx1g" \
        -rf csv -rff "$place/kernels.csv" >"$place/log.txt" 2>&1 || { tail -n 20 "$place/log.txt" >&2; exit 1; }
    echo "| kernel | million lines or samples a second | ± (99.9 %) | nanoseconds each |"
    echo "|---|---:|---:|---:|"
    awk -F ',' '/:items/ {
        gsub(/["\r]/, "")
        sub(/.*\.benchmarks\./, "", $1)
        sub(/:items/, "", $1)
        printf "| %s%s | %.2f | %.2f | %.0f |\n", $1, $8 == "" ? "" : " (" $8 ")", $5 / 1e6, $6 / 1e6, 1e9 / $5
    }' "$place/kernels.csv"
    machine
}

if [ "${1:-}" = --kernels ]; then
    kernels "${2:-}"
    exit 0
fi
while [ $# -gt 0 ]; do
    case $1 in
        --large) large=yes ;;
        --keep) keep=yes ;;
        --lines | --runs | --threads | --place)
            [ $# -gt 1 ] || usage
            case $1 in
                --lines) sizes=$2 ;;
                --runs) runs=$2 ;;
                --threads) cpus=$2 ;;
                --place) place=$2 ;;
            esac
            shift
            ;;
        *) usage ;;
    esac
    shift
done

[ -z "$keep" ] || [ "$runs" -ge 3 ] || fail "--keep needs three runs at least: fewer don't tell what varies by itself"
mkdir -p "$place"
place=$(cd "$place" && pwd)
need_time
java_of_tests
raw=$place/raw.tsv
: >"$raw"
: >"$place/bench.toml"
options=(--threads "$cpus" -q --config "$place/bench.toml")

# Disk that the simulated files of so many lines take, and as much again for what is made of them.
enough_disk() { # GIGABYTES
    local free
    free=$(df --output=avail -B 1000000000 "$place" | tail -n 1)
    echo "some $1 GB of disk are needed, $free are free" >&2
    [ "$free" -ge "$1" ] || fail "too little disk at $place: give --place DIR"
}

simulated() { # SIZE: files of so many lines of history and as many to judge, once
    local data=$place/$1 km days
    [ ! -f "$data/made" ] || return 0
    rm -rf "$data"
    echo "simulating $1 lines of history and as many to judge" >&2
    # A longer railway and more days for more lines, so that every size has several trains a day.
    if [ "$1" -lt 500000 ]; then km=60 days=7; elif [ "$1" -lt 5000000 ]; then km=100 days=14; else km=300 days=14; fi
    "$lineside" simulate --out "$data" --seed 1 --history-days $days --new-days $days --km $km \
        --lines $((2 * $1)) -q --config "$place/bench.toml" >/dev/null
    touch "$data/made"
}

# One measurement: a line of raw.tsv, NAME SIZE LINES BYTES SECONDS CPU_SECONDS PEAK_KIB.
take() { # NAME SIZE LINES BYTES COMMAND...
    local name=$1 size=$2 lines=$3 bytes=$4 seconds
    shift 4
    timed "$@" || fail "$name failed"
    seconds=$wall
    # What another reader says of itself is without its start, which would be all there is at the smallest size.
    if [ "$name" = DuckDB ] || [ "$name" = commons-csv ]; then
        seconds=$(cut -f 3 "$place/out.txt")
        [ "$(cut -f 1 "$place/out.txt")" = "$lines" ] || fail "$name read $(cut -f 1 "$place/out.txt") rows of $lines"
    fi
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$name" "$size" "$lines" "$bytes" "$seconds" "$cpu" "$peak_kib" >>"$raw"
}

count() { # FILES...: sets lines and bytes of their data
    bytes=$(cat "$@" | wc -c)
    lines=$(($(cat "$@" | wc -l) - $#))
}

# All new files at once in the spool of a database that has learned.
backlog() { # FILES_DIRECTORY DATABASE
    rm -rf "$place/backlog"
    mkdir -p "$place/backlog/incoming"
    cp "$2" "$place/backlog/lineside.db"
    ln "$1"/*.tsv "$place/backlog/incoming/"
}

# Everything once at one size. All files are in the page cache by then.
round() { # SIZE
    local size=$1 data=$place/$1 db=$place/db/lineside.db lines bytes history fresh
    history=("$data"/history/measurements-*.tsv)
    fresh=("$data"/new/measurements-*.tsv)
    rm -rf "$place/db"
    mkdir -p "$place/db"
    count "${history[@]}"
    take "wc -l" "$size" "$lines" "$bytes" wc -l "${history[@]}"
    take DuckDB "$size" "$lines" "$bytes" "${java[@]}" -Xmx256m org.lineside.benchmarks.PeerReaders \
        duckdb "$cpus" "${history[@]}"
    take intake "$size" "$lines" "$bytes" "$lineside" check "$data/history" --db "$place/none.db" "${options[@]}"
    take learn "$size" "$lines" "$bytes" "$lineside" learn "$data/history" --db "$db" "${options[@]}"
    take commons-csv "$size" "$lines" "$bytes" "${java[@]}" -Xmx256m org.lineside.benchmarks.PeerReaders \
        commons-csv 1 "${history[@]}"
    count "${fresh[@]}"
    backlog "$data/new" "$db"
    take run "$size" "$lines" "$bytes" "$lineside" run --db "$place/backlog/lineside.db" \
        --set intake.settle_seconds=0 "${options[@]}"
    rm -rf "$place/backlog"
    take detect "$size" "$lines" "$bytes" "$lineside" detect "$data/new" --db "$db" "${options[@]}"
    "$lineside" run --db "$db" "${options[@]}" >"$place/out.txt" # folders are made, old rows removed
    take "idle run" "$size" 0 0 "$lineside" run --db "$db" "${options[@]}"
}

# The new days of a long simulation one by one, after two weeks of history.
day_by_day() {
    local data=$place/large db=$place/db/lineside.db lines bytes day
    if [ ! -f "$data/made" ]; then
        rm -rf "$data"
        echo "simulating $large_lines lines of $large_days days" >&2
        "$lineside" simulate --out "$data" --seed 1 --history-days 14 --new-days "$large_days" --km 300 \
            --lines $((large_lines * (large_days + 14) / large_days)) -q --config "$place/bench.toml" >/dev/null
        touch "$data/made"
    fi
    rm -rf "$place/db"
    mkdir -p "$place/db"
    "$lineside" learn "$data/history" --db "$db" "${options[@]}" >"$place/out.txt"
    for day in "$data"/new/measurements-*.tsv; do
        count "$day"
        day=${day##*/measurements-}
        # Read twice so that the day is in the page cache for all alike.
        take "wc -l" "day of large" "$lines" "$bytes" wc -l "$data/new/measurements-$day"
        take detect "day of large" "$lines" "$bytes" "$lineside" detect "$data"/new/{measurements,calls,events}-"$day" \
            "$data"/new/{cells,works}.tsv --db "$db" "${options[@]}"
    done
}

largest=$(tr , '\n' <<<"$sizes" | sort -n | tail -n 1)
enough_disk $((1 + largest * 330 / 1000000000 + 0${large:+16}))
for size in ${sizes//,/ }; do
    simulated "$size"
    cat "$place/$size"/*/measurements-*.tsv >/dev/null
    for ((round = 1; round <= runs; round++)); do
        echo "$size lines, round $round of $runs" >&2
        round "$size"
    done
done
[ -z "$large" ] || day_by_day
rm -rf "$place/db"

awk -v table="$place/table.md" -v fresh="$place/ratios.tsv" -f "$here/bench.awk" "$raw"
{
    echo
    machine
    if [ "$runs" = 1 ]; then echo "One run each."; else echo "$runs runs each, in turns; median (least to most)."; fi
} >>"$place/table.md"
cat "$place/table.md"
echo

# What became slower, beyond what both measurements vary by themselves, beside both readers.
if [ -s "$ratios" ]; then
    awk -F '\t' 'NR == FNR { if (FNR > 1) { wc[$1, $2] = $3; duck[$1, $2] = $4; spread[$1, $2] = $5 } next }
        FNR > 1 && ($1, $2) in wc {
            allowed = spread[$1, $2] * $5
            if ($3 > wc[$1, $2] * allowed && $4 > duck[$1, $2] * allowed) {
                printf "slower: %s at %s lines takes %.2f times what DuckDB takes, it was %.2f\n", $1, $2, $4, duck[$1, $2]
                slower = 1
            }
        }
        FNR > 1 { compared++ }
        END {
            if (!compared) {
                print "Nothing is compared with bench-ratios.tsv: that takes three runs or more."
            } else if (!slower) {
                print "Nothing is slower than bench-ratios.tsv says, beyond the spread."
            }
        }' "$ratios" "$place/ratios.tsv"
fi
if [ -n "$keep" ]; then
    cp "$place/ratios.tsv" "$ratios"
    between table "$place/table.md" "$page"
fi
awk -F '\t' -v usual=$limit_mib -v run=$run_limit_mib '{ limit = $1 == "run" ? run : usual }
    $1 ~ /^(intake|learn|detect|run|idle run)$/ && $7 / 1024 > limit {
        printf "bench: %s at %s lines took %.0f MiB, the limit is %d\n", $1, $2, $7 / 1024, limit
        bad = 1
    }
    END { exit bad }' "$raw" >&2
