#!/usr/bin/env bash
# What the built program makes of things that change slowly: thirty new days after a history of fourteen, fed to "run" day by
# day and to "detect" at once. Prints a table in Markdown; takes about three minutes a railway and scenario.
#
#   integration-tests/slow.sh [--railways LIST] [--scenarios LIST] [--place DIR]
#
# --railways   seed-physics of each, joined by commas (default: 301-1,302-2,303-4; physics 3 and 6 are kept aside)
# --scenarios  clean, season, creep (a cell, in the season), mobile (a mobile, in the season); default: all of them
# --place      where the runs are kept; what is already there is not made again (default: target/slow)
#
# LINESIDE is the command to test (default: target/lineside/bin/lineside of this checkout).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
lineside=${LINESIDE:-$root/target/lineside/bin/lineside}
railways=301-1,302-2,303-4
scenarios=clean,season,creep,mobile
place=$root/target/slow

while [ $# -gt 0 ]; do
    case $1 in
        --railways) railways=$2; shift ;;
        --scenarios) scenarios=$2; shift ;;
        --place) place=$2; shift ;;
        *) echo "Usage: integration-tests/slow.sh [--railways LIST] [--scenarios LIST] [--place DIR]" >&2; exit 2 ;;
    esac
    shift
done
mkdir -p "$place"
place=$(cd "$place" && pwd)
: >"$place/slow.toml"
options=(-q --config "$place/slow.toml")

sql() { sqlite3 -batch -separator ' ' "$1" "$2"; }

kinds() {
    case $1 in
        clean) echo none ;;
        season) echo season ;;
        creep) echo season,creep ;;
        mobile) echo season,mobile_creep ;;
        *) echo "slow: there is no scenario $1" >&2; exit 2 ;;
    esac
}

simulate() { # SEED-PHYSICS SCENARIO PLACE
    "$lineside" simulate --out "$3" --seed "${1%-*}" --physics "${1#*-}" --history-days 14 --new-days 30 --trains 20 \
        --gzip --faults "$(kinds "$2")" "${options[@]}" >/dev/null
}

# The history is the same whatever follows.
learn() { # SEED-PHYSICS PLACE
    local learnt=$place/learnt-$1.db
    if [ ! -f "$learnt" ]; then
        "$lineside" learn "$2/history" --db "$place/learning.db" "${options[@]}" >/dev/null
        mv "$place/learning.db" "$learnt"
    fi
}

# Feeds day by day, and writes down on which day the fault was open for the first time.
feed() { # SEED-PHYSICS PLACE
    local work=$2/run day told=
    mkdir -p "$work/incoming"
    cp "$place/learnt-$1.db" "$work/lineside.db"
    for day in $(cd "$2/new" && ls measurements-* | sed 's/measurements-\(.*\)\.tsv.*/\1/'); do
        cp "$2"/new/*-"$day".tsv.gz "$2"/new/cells.tsv "$work/incoming"
        "$lineside" run --db "$work/lineside.db" --set intake.settle_seconds=0 "${options[@]}" >/dev/null
        rm -rf "$work/done"
        if [ -z "$told" ] && [ "$(right "$work/lineside.db" "$2" "AND closed_at IS NULL")" -gt 0 ]; then
            told=$day
            echo "$day" >"$work/told"
        fi
    done
}

at_once() { # SEED-PHYSICS PLACE
    mkdir -p "$2/detect"
    cp "$place/learnt-$1.db" "$2/detect/lineside.db"
    "$lineside" detect "$2/new" --db "$2/detect/lineside.db" "${options[@]}" >/dev/null
}

# The planted fault: scope, entity, cause.
planted() { awk -F '\t' 'NR > 1 && $16 == 0 { print $4, $5, $3 }' "$1/truth/faults.tsv"; }

right() { # DB PLACE [CONDITION]: incidents that name the planted fault
    local scope entity cause
    read -r scope entity cause < <(planted "$2"; echo "- - -")
    sql "$1" "SELECT count(*) FROM incident WHERE scope = '$scope' AND entity = '$entity' AND cause = '$cause' ${3:-}"
}

row() { # SEED-PHYSICS SCENARIO PLACE VERB
    local db=$3/$4/lineside.db all right open since=- told=- effect=-
    all=$(sql "$db" "SELECT count(*) FROM incident")
    right=$(right "$db" "$3")
    open=$(sql "$db" "SELECT count(*) FROM incident WHERE closed_at IS NULL")
    if [ "$right" -gt 0 ]; then
        local scope entity cause
        read -r scope entity cause < <(planted "$3")
        since=$(sql "$db" "SELECT substr(opened_at, 1, 10) FROM incident WHERE entity = '$entity' AND cause = '$cause' LIMIT 1")
        effect=$(sql "$db" "SELECT printf('%.1f dB', effect) FROM incident WHERE entity = '$entity' AND cause = '$cause' LIMIT 1")
    fi
    [ ! -f "$3/$4/told" ] || told=$(cat "$3/$4/told")
    local planted
    planted=$(planted "$3")
    echo "| $1 | $2 | $4 | ${planted:--} | $([ -z "$planted" ] && echo - || { [ "$right" -gt 0 ] && echo yes || echo NO; }) |" \
        "$since | $told | $effect | $((all - right)) | $open |"
}

echo "| railway | scenario | verb | planted | found | opened | first told | effect | other incidents | open at the end |"
echo "|---|---|---|---|---|---|---|---|---|---|"
for railway in ${railways//,/ }; do
    for scenario in ${scenarios//,/ }; do
        at=$place/$scenario-$railway
        if [ ! -f "$at/made" ]; then
            rm -rf "$at"
            simulate "$railway" "$scenario" "$at"
            learn "$railway" "$at"
            feed "$railway" "$at"
            at_once "$railway" "$at"
            rm -rf "$at/history" "$at/new"
            touch "$at/made"
        fi
        row "$railway" "$scenario" "$at" run
        row "$railway" "$scenario" "$at" detect
    done
done
