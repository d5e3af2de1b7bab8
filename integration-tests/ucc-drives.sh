#!/usr/bin/env bash
# Real drives (see docs/real-drives.md): learns those before 15 January 2020, judges the later ones, and measures whether
# drives along one road fall into one reference, with positions in the input and without.
#
#   integration-tests/ucc-drives.sh [FOLDER]     (default: ../shared/data/ucc-drives beside the checkout)
#
# LINESIDE       the command to test (default: target/lineside/bin/lineside of this checkout)
# TEST_CLASSES   where the scorer's classes are (default: target/test-classes; ./dev test makes them)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
lineside=${LINESIDE:-$root/target/lineside/bin/lineside}
classes=${TEST_CLASSES:-$root/target/test-classes}
for data in "${1:-}" "$root/../shared/data/ucc-drives" "$root/../../shared/data/ucc-drives"; do
    [ -n "$data" ] && [ -d "$data" ] && break
done
[ -d "$data" ] || { echo "ucc-drives: no such data here; see docs/real-drives.md for where they come from" >&2; exit 0; }
[ -f "$classes/org/lineside/drives/DriveGroups.class" ] ||
    { echo "ucc-drives: $classes has no scorer: ./dev test makes it" >&2; exit 1; }
place=${PLACE:-$root/target/ucc-drives}
rm -rf "$place"
mkdir -p "$place"
: >"$place/lineside.toml"

failed=0
for input in with-positions without-positions; do
    mkdir -p "$place/$input/history" "$place/$input/new"
    for file in "$data"/measurements-*.tsv.gz; do
        name=$(basename "$file")
        if [[ $name < measurements-2020-01-15 ]]; then part=history; else part=new; fi
        if [ $input = with-positions ]; then
            cp "$file" "$place/$input/$part/$name"
        else
            gzip -dc "$file" | awk -F '\t' -v OFS='\t' '
                NR == 1 { for (i = 1; i <= NF; i++) drop[i] = $i == "latitude" || $i == "longitude" }
                { line = ""; for (i = 1; i <= NF; i++) if (!drop[i]) line = line (line == "" ? "" : OFS) $i; print line }' |
                gzip >"$place/$input/$part/$name"
        fi
    done
    db=$place/$input/lineside.db
    # The speed stays: a probe that has no positions may have it.
    options=(--db "$db" --config "$place/lineside.toml" --set intake.profile=lte -q)
    echo "== $input"
    "$lineside" learn "$place/$input/history" "${options[@]}" || failed=1
    "$lineside" detect "$place/$input/new" "${options[@]}" || failed=1
    sqlite3 -separator $'\t' "$db" "SELECT call_id, reference_id FROM reference_call ORDER BY 1" >"$place/$input/groups.tsv"
    "${JAVA_HOME:-$root/target/lineside/runtime}/bin/java" -cp "$classes" org.lineside.drives.DriveGroups \
        "$place/with-positions/history" "$place/$input/groups.tsv"
    sqlite3 -separator ' ' "$db" "SELECT '  ' || verdict, count(*) FROM call GROUP BY 1"
done
exit $failed
