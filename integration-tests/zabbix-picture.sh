#!/usr/bin/env bash
# The dashboard of the template as a person sees it: a genuine Zabbix watches Lineside take three days of reference data from
# its spool, an hour or two at a time, and a headless Chromium logs in and takes the picture.
#
#   integration-tests/zabbix-picture.sh FILE.png
#
# Needs to be root on a Debian machine whose package sources can be reached; takes about four minutes. Three days pass in
# three minutes, and Zabbix reads every two seconds, so that the graphs have something to show.
set -euo pipefail
TESTS=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ $# = 1 ] || { echo "Usage: integration-tests/zabbix-picture.sh FILE.png" >&2; exit 2; }
picture=$(realpath "$1")
root=$(dirname "$TESTS")
LINESIDE=${LINESIDE:-$root/target/lineside/bin/lineside}
REFERENCE_DATA=$root/reference-data
PLACE=$root/target/zabbix-picture CASE=picture
rm -rf "$PLACE"
mkdir -p "$PLACE/$CASE"
: >"$PLACE/results"
cd "$PLACE/$CASE"
. "$TESTS/lib.sh"
. "$TESTS/debian.sh"
. "$TESTS/zabbix.sh"
[ "$(id -u)" = 0 ] || left_out "only root can start servers as other users"
# shellcheck disable=SC2086 # several words
tools $ZABBIX_PACKAGES chromium chromium-driver fonts-dejavu-core pngquant

# driver METHOD PATH [BODY]: one command of the WebDriver protocol; the value of its answer.
driver() {
    curl -sS -m 60 -X "$1" -H 'Content-Type: application/json' ${3:+-d "$3"} "http://127.0.0.1:$((WEB_PORT + 1))$2" | jq -c .value
}
# open_page URL: in the browser, and until it has loaded.
open_page() { driver POST "/session/$session/url" "$(jq -n --arg u "$1" '{url: $u}')" >/dev/null; }
script() { driver POST "/session/$session/execute/sync" "$(jq -n --arg s "$1" '{script: $s, args: []}')"; }

photograph() {
    zabbix_as root driver chromedriver --port=$((WEB_PORT + 1)) --allowed-ips=127.0.0.1
    until_true 30 curl -sf -o /dev/null "http://127.0.0.1:$((WEB_PORT + 1))/status"
    session=$(driver POST /session '{"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": {"binary":
        "/usr/bin/chromium", "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--hide-scrollbars", "--window-size=1400,1900"]}}}}' | jq -r .sessionId)
    open_page "http://127.0.0.1:$WEB_PORT/index.php"
    script 'document.querySelector("#name").value = "Admin"; document.querySelector("#password").value = "zabbix";
        document.querySelector("#enter").click();' >/dev/null
    sleep 3
    open_page "http://127.0.0.1:$WEB_PORT/zabbix.php?action=host.dashboard.view&hostid=$host&from=now-3m&to=now&kiosk=1"
    sleep 8 # its widgets load one by one
    driver GET "/session/$session/screenshot" | jq -r . | base64 -d >full.png
    driver DELETE "/session/$session" >/dev/null
    pngquant --force --speed 1 --output "$picture" 64 full.png
}

zabbix_start
db=$ZABBIX/data/lineside.db
learnt "$db"
zabbix_import "$ROOT/zabbix/template_lineside.yaml" >/dev/null
host=$(zabbix_host lineside "$AGENT2_PORT" Lineside)
zabbix_macro "$host" INTERVAL 2s
incoming=$ZABBIX/data/incoming
mkdir -p "$incoming"
cp "$REFERENCE_DATA"/new/{cells,works}.tsv "$incoming"
for day in 2026-03-11 2026-03-12 2026-03-13; do
    slices cut "$REFERENCE_DATA"/new/{measurements,calls,events}-"$day".tsv.gz
done
# A probe that now and then writes a line without a time.
find cut -name 'measurements-*1000.tsv' -exec sed -i '3~97s/\t[^\t]*T[0-9:.]*Z\t/\tsoon\t/' {} +
taken=0
for slice in $(cd cut && ls | LC_ALL=C sort); do
    cp cut/"$slice"/* "$incoming"
    taken=$((taken + 1))
    [ $((taken % 2)) = 0 ] || continue
    find "$incoming" -type f -exec touch -d '10 minutes ago' {} +
    lineside run --db "$db" -q
done
until_true 60 test -n "$(zabbix_problems "$host")" || true
photograph
zabbix_problems "$host"
zabbix_stop
