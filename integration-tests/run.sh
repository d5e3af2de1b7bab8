#!/usr/bin/env bash
# What must hold of the built program, seen from outside. Each case is a folder in cases/ with a WHY.md and a case.sh.
#
#   integration-tests/run.sh [CASE...]      all cases, or those named
#
# LINESIDE   the command to test     (default: target/lineside/bin/lineside of this checkout)
# PLACE      folder for what is made (default: target/integration-tests; emptied first)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
export LINESIDE=${LINESIDE:-$root/target/lineside/bin/lineside}
export PLACE=${PLACE:-$root/target/integration-tests}
export REFERENCE_DATA=$root/reference-data TESTS=$here

[ -x "$LINESIDE" ] || { echo "integration tests: $LINESIDE is not there: ./dev build makes it" >&2; exit 1; }
if ! command -v sqlite3 >/dev/null; then
    if [ "$(id -u)" = 0 ]; then as_root=(); else as_root=(sudo); fi
    echo "installing sqlite3" >&2
    "${as_root[@]}" apt-get -qq update >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get -qq install -y --no-install-recommends sqlite3 >/dev/null 2>&1 ||
        { echo "integration tests: the command sqlite3 is needed: install the package sqlite3" >&2; exit 1; }
fi

# What a case that was killed has left mounted.
{ grep -o " $PLACE/[^ ]*" /proc/mounts || true; } | while read -r place; do umount -l "$place"; done
rm -rf "$PLACE"
mkdir -p "$PLACE"
: >"$PLACE/results"
if [ $# -eq 0 ]; then
    set -- $(cd "$here/cases" && ls)
fi
run_case() {
    local name=$1 started=$SECONDS
    export CASE=$name CASE_DIR=$here/cases/$name
    mkdir -p "$PLACE/$name"
    if ! (cd "$PLACE/$name" && bash -euo pipefail -c '. "$TESTS/lib.sh"; . "$CASE_DIR/case.sh"' \
        </dev/null >"$PLACE/$name/log.txt" 2>&1); then
        printf 'FAILED\t%s\tthe case ran to its end\n' "$name" >>"$PLACE/results"
        tail -n 5 "$PLACE/$name/log.txt" | sed 's/^/    /'
    fi
    awk -F '\t' -v n="$name" -v s=$((SECONDS - started)) '
        $2 == n { all++; if ($1 != "ok") { bad++; what = what "\n    FAILED: " $3 } }
        END { printf "%-12s %3d checks, %d failed, %d s%s\n", n, all, bad, s, what }' "$PLACE/results"
}

for name in "$@"; do
    [ -f "$here/cases/$name/case.sh" ] || { echo "integration tests: there is no case $name" >&2; exit 2; }
done
# What mostly waits for others does so beside the rest.
for name in "$@"; do
    [ "$name" != zabbix ] || run_case zabbix &
done
for name in "$@"; do
    [ "$name" = zabbix ] || run_case "$name"
done
wait
passed=$(grep -c '^ok' "$PLACE/results" || true)
failed=$(grep -c '^FAILED' "$PLACE/results" || true)
[ "$failed" = 0 ] || echo "What was said stands in $PLACE/CASE/log.txt"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
