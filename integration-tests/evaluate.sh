#!/usr/bin/env bash
# How well the built program judges railways whose faults are known, beside simple baselines; see docs/evaluation.md.
#
#   ./dev evaluate [--seeds N] [--first-seed S] [--physics LIST] [--place DIR] [--to FILE]
#
# --seeds       number of railways, each with faults and once more without (default 10)
# --first-seed  seed of the first, the others count on (default 101)
# --physics     presets of the simulation that the railways take in turn (default 1,2,4,5; 3 and 6 are kept aside: nothing
#               is tuned on them)
# --place       where the runs are kept; what is already there is not made again (default: target/evaluation)
# --to          the document to write (default: docs/evaluation.md)
#
# LINESIDE is the command to test (default: target/lineside/bin/lineside of this checkout).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
lineside=${LINESIDE:-$root/target/lineside/bin/lineside}
seeds=10
first=101
physics=1,2,4,5
place=$root/target/evaluation
to=$root/docs/evaluation.md

while [ $# -gt 0 ]; do
    case $1 in
        --seeds) seeds=$2; shift ;;
        --first-seed) first=$2; shift ;;
        --physics) physics=$2; shift ;;
        --place) place=$2; shift ;;
        --to) to=$2; shift ;;
        *) echo "Usage: ./dev evaluate [--seeds N] [--first-seed S] [--physics LIST] [--place DIR] [--to FILE]" >&2; exit 2 ;;
    esac
    shift
done
mkdir -p "$place"
place=$(cd "$place" && pwd)
: >"$place/evaluate.toml"
options=(-q --config "$place/evaluate.toml")

simulate() {
    "$lineside" simulate --out "$1" --seed "$2" --physics "$3" --history-days 14 --new-days 7 --trains 20 --faults "$4" \
        "${options[@]}" >/dev/null
}

judge() {
    "$lineside" detect "$1/new" --db "$1/lineside.db" "${options[@]}" >/dev/null
    "$lineside" evaluate "$1/lineside.db" "$1/truth" --format json "${options[@]}" >"$1/evaluation.part"
    mv "$1/evaluation.part" "$1/evaluation.json"
}

# A railway with faults, and the same history continued without any.
railway() {
    local faulty=$place/faulty-$1-$2 clean=$place/clean-$1-$2
    if [ ! -f "$faulty/evaluation.json" ]; then
        rm -rf "$faulty"
        simulate "$faulty" "$1" "$2" all
        "$lineside" learn "$faulty/history" --db "$faulty/lineside.db" "${options[@]}" >/dev/null
        cp "$faulty/lineside.db" "$faulty/learnt.db"
        judge "$faulty"
    fi
    if [ ! -f "$clean/evaluation.json" ]; then
        rm -rf "$clean"
        simulate "$clean" "$1" "$2" none
        # The seed makes the same history whatever follows; where that should change one day, it is learned anew.
        if diff -rq "$clean/history" "$faulty/history" >/dev/null; then
            cp "$faulty/learnt.db" "$clean/lineside.db"
        else
            "$lineside" learn "$clean/history" --db "$clean/lineside.db" "${options[@]}" >/dev/null
        fi
        judge "$clean"
    fi
}

presets=(${physics//,/ })
runs=()
for ((i = 0; i < seeds; i++)); do
    seed=$((first + i))
    preset=${presets[i % ${#presets[@]}]}
    echo "railway $((i + 1)) of $seeds: seed $seed, physics $preset" >&2
    railway "$seed" "$preset"
    runs+=("$seed-$preset")
done
# What gathers them is compiled with the tests and needs their libraries, which Maven knows.
mkdir -p "$(dirname "$to")"
to=$(cd "$(dirname "$to")" && pwd)/$(basename "$to")
if ! (cd "$root" && mvn -B test -Dtest=WriteEvaluationDocument -Dlineside.evaluation.place="$place" \
    -Dlineside.evaluation.to="$to" -Dlineside.evaluation.runs="${runs[*]}") >"$place/document.log" 2>&1; then
    echo "evaluate: the document was not written; why stands in $place/document.log" >&2
    exit 1
fi
echo "$to is written" >&2
