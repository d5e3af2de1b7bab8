#!/usr/bin/env bash
# How well the built program judges railways whose faults are known, beside simple baselines; see docs/evaluation.md.
#
#   ./dev evaluate [--held-out] [--ablation] [--slow] [--seeds N] [--first-seed S] [--physics LIST] [--grades LIST] [--sliced N]
#                  [--ablated N] [--jobs N] [--place DIR] [--to FILE]
#
# --held-out    judge too what nothing is tuned on: physics 3 and 6, with seeds of their own
# --ablation    learn and judge again without each room and with each alone, on the first railways
# --ablated     how many railways that are (default 4)
# --slow        run slow.sh too and take what it prints into the document
# --seeds       number of railways, each with faults in every grade and once more without (default 10)
# --first-seed  seed of the first, the others count on (default 101)
# --physics     presets of the simulation that the railways take in turn (default 1,2,4,5)
# --grades      severities of the faults, 0 the mildest (default 0,1,2,3)
# --sliced      number of railways whose first five clean days are fed to run in quarters of an hour (default 2)
# --jobs        how many railways at a time, each with one thread (default: one for each processor)
# --place       where the runs are kept; what is already there is not made again (default: target/evaluation)
# --to          the document to write; the plot of the calibration goes beside it (default: docs/evaluation.md)
#
# The document holds every section whose runs are in the place, also those of an earlier call.
# LINESIDE is the command to test (default: target/lineside/bin/lineside of this checkout).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
lineside=${LINESIDE:-$root/target/lineside/bin/lineside}
# shellcheck source=slices.sh
. "$here/slices.sh"
seeds=10
first=101
physics=1,2,4,5
grades=0,1,2,3
held_out_seeds=6
held_out_first=901
held_out_physics=3,6
held_out=
ablation=
slow=
ablated=4
sliced=2
sliced_days=5
jobs=$(nproc)
place=$root/target/evaluation
to=$root/docs/evaluation.md

usage() {
    echo "Usage: ./dev evaluate [--held-out] [--ablation] [--slow] [--seeds N] [--first-seed S] [--physics LIST]" \
        "[--grades LIST] [--sliced N] [--ablated N] [--jobs N] [--place DIR] [--to FILE]" >&2
    exit 2
}
while [ $# -gt 0 ]; do
    case $1 in
        --held-out) held_out=yes ;;
        --ablation) ablation=yes ;;
        --slow) slow=yes ;;
        --seeds | --first-seed | --physics | --grades | --sliced | --ablated | --jobs | --place | --to)
            [ $# -gt 1 ] || usage
            case $1 in
                --seeds) seeds=$2 ;;
                --first-seed) first=$2 ;;
                --physics) physics=$2 ;;
                --grades) grades=$2 ;;
                --sliced) sliced=$2 ;;
                --ablated) ablated=$2 ;;
                --jobs) jobs=$2 ;;
                --place) place=$2 ;;
                --to) to=$2 ;;
            esac
            shift
            ;;
        *) usage ;;
    esac
    shift
done
mkdir -p "$place/sections"
place=$(cd "$place" && pwd)
: >"$place/evaluate.toml"
options=(-q --config "$place/evaluate.toml" --threads 1)
every_grade=(${grades//,/ })
# The grade that ablation and baselines are measured on.
middle=${every_grade[$(((${#every_grade[@]} - 1) / 2))]}

simulate() { # DIR SEED PRESET FAULTS [GRADE]
    "$lineside" simulate --out "$1" --seed "$2" --physics "$3" --history-days 14 --new-days 7 --trains 20 --faults "$4" \
        ${5:+--grade "$5"} "${options[@]}" >/dev/null
}

learn() { # DIR HISTORY
    "$lineside" learn "$2" --db "$1/lineside.db" "${options[@]}" "${@:3}" >/dev/null
}

# Verdicts of all calls and the figures; the last file says that the run is complete.
figures() { # DIR TRUTH
    "$lineside" calls --all --format tsv --db "$1/lineside.db" "${options[@]}" >"$1/calls.tsv"
    "$lineside" models list --format json --db "$1/lineside.db" "${options[@]}" >"$1/models.json"
    "$lineside" evaluate "$1/lineside.db" "$2" --format json "${options[@]}" "${@:3}" >"$1/evaluation.part"
    mv "$1/evaluation.part" "$1/evaluation.json"
}

detect() { # DIR NEW
    "$lineside" detect "$2" --db "$1/lineside.db" "${options[@]}" "${@:3}" >/dev/null
}

done_already() { [ -f "$1/evaluation.json" ]; }

# The references of a railway, which all its runs share.
base() { # SEED PRESET
    local dir=$place/base-$1-$2
    [ -f "$dir/learnt.db" ] && return 0
    rm -rf "$dir"
    simulate "$dir" "$1" "$2" none
    learn "$dir" "$dir/history"
    mv "$dir/lineside.db" "$dir/learnt.db"
}

# A copy of the references, or new ones should the seed one day not make the same history whatever follows it.
learnt() { # DIR SEED PRESET
    if diff -rq "$1/history" "$place/base-$2-$3/history" >/dev/null; then
        cp "$place/base-$2-$3/learnt.db" "$1/lineside.db"
    else
        learn "$1" "$1/history"
    fi
    rm -rf "$1/history"
}

faulty() { # SEED PRESET GRADE
    local dir=$place/faulty-$1-$2-$3
    done_already "$dir" && return 0
    rm -rf "$dir"
    simulate "$dir" "$1" "$2" all "$3"
    learnt "$dir" "$1" "$2"
    detect "$dir" "$dir/new"
    figures "$dir" "$dir/truth"
    # The others' measurements are not looked at again.
    [ "$3" = "$middle" ] || rm -rf "$dir/new"
}

clean() { # SEED PRESET
    local dir=$place/clean-$1-$2 base=$place/base-$1-$2
    done_already "$dir" && return 0
    rm -rf "$dir"
    mkdir -p "$dir"
    cp "$base/learnt.db" "$dir/lineside.db"
    detect "$dir" "$base/new"
    figures "$dir" "$base/truth"
}

railway() { # SEED PRESET
    local grade
    base "$1" "$2"
    clean "$1" "$2"
    for grade in "${every_grade[@]}"; do
        faulty "$1" "$2" "$grade"
    done
}

# The clean days as a timer would find them, with references learned anew when that is due.
in_slices() { # SEED PRESET
    local dir=$place/sliced-$1-$2 base=$place/base-$1-$2 days day slice
    done_already "$dir" && return 0
    rm -rf "$dir"
    mkdir -p "$dir/incoming"
    cp "$base/learnt.db" "$dir/lineside.db"
    days=($(cd "$base/new" && ls measurements-*.tsv | head -n "$sliced_days" | sed 's/measurements-\(.*\)\.tsv/\1/'))
    for day in "${days[@]}"; do
        slices "$dir/cut" "$base"/new/{measurements,calls,events}-"$day".tsv
    done
    cp -r "$base/truth" "$dir/truth"
    awk -F '\t' -v days="${days[*]}" 'NR == 1 || index(days, $4)' "$base/truth/calls.tsv" >"$dir/truth/calls.tsv"
    cp "$base"/new/{cells,works}.tsv "$dir/incoming"
    # What is still open is judged when its time has passed: a later line of another call says that it has.
    mkdir -p "$dir/cut/later"
    printf 'call_id\ttime\tcell_id\tmobile_id\trxlev_dl\nlater\t%s\tnone\tnone\t40\n' \
        "${days[-1]}T23:59:59.000Z" >"$dir/cut/later/later.tsv"
    for slice in $(cd "$dir/cut" && ls | LC_ALL=C sort); do
        mv "$dir/cut/$slice"/* "$dir/incoming"
        "$lineside" run --db "$dir/lineside.db" --set intake.settle_seconds=0 "${options[@]}" >/dev/null
    done
    rm -rf "$dir/cut" "$dir/done"
    figures "$dir" "$dir/truth"
}

without() { # SEED PRESET NAME ROOMS
    local dir=$place/rooms-$1-$2-$3 faulty=$place/faulty-$1-$2-$middle
    done_already "$dir" && return 0
    rm -rf "$dir"
    mkdir -p "$dir"
    learn "$dir" "$place/base-$1-$2/history" --set "detection.rooms=$4"
    detect "$dir" "$faulty/new" --set "detection.rooms=$4"
    figures "$dir" "$faulty/truth" --set "detection.rooms=$4"
}

running=0
failed=0
# Runs a function in the background, no more of them at a time than asked for.
start() {
    if [ "$running" -ge "$jobs" ]; then
        wait -n || failed=1
        running=$((running - 1))
    fi
    [ "$failed" = 0 ] || finish
    echo "$*" >&2
    (
        set -e
        "$@"
    ) &
    running=$((running + 1))
}

finish() {
    while [ "$running" -gt 0 ]; do
        wait -n || failed=1
        running=$((running - 1))
    done
    [ "$failed" = 0 ] || { echo "evaluate: a run failed; what is complete stands in $place" >&2; exit 1; }
}

railways() { # SEEDS FIRST PHYSICS: "SEED PRESET" a line
    local presets=(${3//,/ }) i
    for ((i = 0; i < $1; i++)); do
        echo "$(($2 + i)) ${presets[i % ${#presets[@]}]}"
    done
}

# The rooms there are, as a list in TOML; empty where they can't be chosen.
rooms() {
    "$lineside" config show --format tsv --config "$place/evaluate.toml" | awk -F '\t' '$1 == "detection.rooms" { print $2 }'
}

of_place=$(railways "$seeds" "$first" "$physics")
kept_aside=
[ -z "$held_out" ] || kept_aside=$(railways "$held_out_seeds" "$held_out_first" "$held_out_physics")
while read -r seed preset; do
    start railway "$seed" "$preset"
done < <(printf '%s\n' "$of_place" ${kept_aside:+"$kept_aside"})
finish

while read -r seed preset; do
    start in_slices "$seed" "$preset"
done < <(head -n "$sliced" <<<"$of_place")

if [ -n "$ablation" ]; then
    all=$(rooms)
    [ -n "$all" ] || { echo "evaluate: this build has no key detection.rooms, so no room can be left out" >&2; exit 2; }
    names=($(tr -d '[]",' <<<"$all"))
    combinations=()
    for left in "${names[@]}"; do
        others=$(printf '"%s", ' "${names[@]}" | sed "s/\"$left\", //; s/, \$//")
        combinations+=("without-$left [$others]" "only-$left [\"$left\"]")
    done
    while read -r seed preset; do
        for combination in "${combinations[@]}"; do
            start without "$seed" "$preset" "${combination%% *}" "${combination#* }"
        done
    done < <(head -n "$ablated" <<<"$of_place")
fi
finish

if [ -n "$slow" ] && [ ! -f "$place/slow.md" ]; then
    [ -x "$here/slow.sh" ] || { echo "evaluate: $here/slow.sh is not there" >&2; exit 2; }
    LINESIDE=$lineside "$here/slow.sh" >"$place/slow.part"
    mv "$place/slow.part" "$place/slow.md"
fi

# What the document is made of, a line a run: railway, what it is, grade or rooms, folder.
list() { # SECTION RAILWAYS
    while read -r seed preset; do
        printf '%s\tbase\t\tbase-%s\n' "$seed-$preset" "$seed-$preset"
        printf '%s\tclean\t\tclean-%s\n' "$seed-$preset" "$seed-$preset"
        for grade in "${every_grade[@]}"; do
            printf '%s\tfaulty\t%s\tfaulty-%s\n' "$seed-$preset" "$grade" "$seed-$preset-$grade"
        done
    done <<<"$2" >"$place/sections/$1"
}
list development "$of_place"
[ -z "$kept_aside" ] || list held-out "$kept_aside"
if [ "$sliced" -gt 0 ]; then
    head -n "$sliced" <<<"$of_place" | while read -r seed preset; do
        printf '%s\tsliced\t\tsliced-%s\n' "$seed-$preset" "$seed-$preset"
    done >"$place/sections/sliced"
fi
if [ -n "$ablation" ]; then
    head -n "$ablated" <<<"$of_place" | while read -r seed preset; do
        printf '%s\trooms\tall\tfaulty-%s\n' "$seed-$preset" "$seed-$preset-$middle"
        for combination in "${combinations[@]}"; do
            name=${combination%% *}
            printf '%s\trooms\t%s\trooms-%s\n' "$seed-$preset" "$name" "$seed-$preset-$name"
        done
    done >"$place/sections/ablation"
fi

# What gathers them is compiled with the tests and needs their libraries, which Maven knows.
mkdir -p "$(dirname "$to")"
to=$(cd "$(dirname "$to")" && pwd)/$(basename "$to")
if ! (cd "$root" && mvn -B test -Dtest=WriteEvaluationDocument -Dlineside.evaluation.place="$place" \
    -Dlineside.evaluation.to="$to") >"$place/document.log" 2>&1; then
    echo "evaluate: the document was not written; why stands in $place/document.log" >&2
    exit 1
fi
echo "$to is written" >&2
