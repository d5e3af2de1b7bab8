. "$TESTS/debian.sh"
. "$TESTS/zabbix.sh"
[ "$(id -u)" = 0 ] || left_out "only root can start servers as other users"
# shellcheck disable=SC2086 # several words
tools $ZABBIX_PACKAGES

started=$SECONDS
check "server, database, frontend and agents are up" zabbix_start
echo "up after $((SECONDS - started)) s"
db=$ZABBIX/data/lineside.db metrics=$ZABBIX/data/metrics.db
learnt "$db"
mkdir day1 day2
cp "$REFERENCE_DATA"/new/*-2026-03-1[12].tsv.gz "$REFERENCE_DATA"/new/cells.tsv "$REFERENCE_DATA"/new/works.tsv day1/
cp "$REFERENCE_DATA"/new/*-2026-03-13.tsv.gz "$REFERENCE_DATA"/new/cells.tsv "$REFERENCE_DATA"/new/works.tsv day2/
check "the days with the faults are judged" ends 0 lineside detect day1 --db "$db" --log json
mv err.txt day1.json

# --- the agents, whose user has no right but to read
ask() { zabbix_get -s 127.0.0.1 -p "$1" -k "$2"; }
sqlite3 -readonly "$metrics" "SELECT value FROM metric WHERE key = 'lineside.incident.discovery' ORDER BY clock DESC LIMIT 1" >discovery.json
for port in $AGENT2_PORT $AGENT_PORT; do
    ask "$port" lineside.metrics >"answer-$port.json" || true
    check "agent at $port: the metrics are JSON, with the calls that were judged" equal \
        "$(jq '.metrics["lineside.calls.judged"]' "answer-$port.json")" "$(sql "$db" "SELECT calls_judged FROM run ORDER BY run_id DESC LIMIT 1")"
    check "agent at $port: incidents are discovered" same discovery.json <(ask "$port" lineside.incidents.discovery)
    check "agent at $port: the keys take no parameters" grep -q NOTSUPPORTED <(ask "$port" "lineside.metrics[x]" 2>&1)
done
check "each open incident is discovered" equal "$(jq length discovery.json)" "$(sql "$db" "SELECT count(*) FROM incident WHERE closed_at IS NULL")"

# --- the template, by the API
check "the template is imported" ends 0 zabbix_import "$ROOT/zabbix/template_lineside.yaml"
check "and once more, as with an upgrade" ends 0 zabbix_import "$ROOT/zabbix/template_lineside.yaml"
host=$(zabbix_host lineside "$AGENT2_PORT" Lineside)
zabbix_macro "$host" INTERVAL 2s
# The disk of the machine that runs the tests may itself be short.
zabbix_macro "$host" DISK.FREE.CRIT 1
zabbix_macro "$host" DISK.FREE.WARN 2
has_value() { [ -n "$(zabbix_value "$host" "$1")" ]; }
is_value() { [ "$(zabbix_value "$host" "$1")" = "$2" ]; }
check "values arrive" until_true 60 has_value lineside.run.age
for key in lines.read lines.rejected files.quarantined calls.judged calls.anomalous calls.without_reference db.bytes run.status \
    run.seconds run.peak_memory 'incidents.open[1]' 'incidents.open[2]' 'incidents.open[3]' 'incidents.open[4]'; do
    there=$(jq --arg k "lineside.$key" '.metrics[$k]' "answer-$AGENT2_PORT.json")
    check "lineside.$key is $there" until_true 20 is_value "lineside.$key" "$there"
done
for key in model.age model.drift disk.free; do check "lineside.$key has a value" has_value "lineside.$key"; done

# --- the incidents, in the words of the program, with their severity
problem() { zabbix_problems "$host" | grep -Fqx -- "$1	$2"; }
fails() { ! "$@"; }
no_problem() { ! zabbix_problems "$host" | cut -f 2 | grep -Fqx -- "$1"; }
open_incidents() { sqlite3 -separator $'\t' "$db" "SELECT 6 - severity, 'Lineside: ' || summary FROM incident WHERE closed_at IS NULL"; }
equal_counts() { [ "$(zabbix_problems "$host" | wc -l)" = "$(open_incidents | wc -l)" ]; }
# Severity 1 is a disaster (5), 2 high (4), 3 average (3), 4 a warning (2).
open_incidents >open1.txt
cat open1.txt
check "there are incidents to tell of" test -s open1.txt
while IFS=$'\t' read -r severity sentence; do
    check "Zabbix says: $sentence" until_true 40 problem "$severity" "$sentence"
done <open1.txt
lasting=$(sql "$db" "SELECT incident_id FROM incident WHERE closed_at IS NULL ORDER BY severity, incident_id LIMIT 1")
check "size and calls of an incident are followed" until_true 20 is_value "lineside.incident.calls[$lasting]" \
    "$(sql "$db" "SELECT calls_affected FROM incident WHERE incident_id = '$lasting'")"

# --- without an agent, over ODBC
zabbix_api item.create "$(jq -n --arg h "$host" '{hostid: $h, name: "by ODBC", key_: "db.odbc.select[lineside,lineside]", type: 11,
    value_type: 4, delay: "2s", params: "SELECT json FROM metric_json"}')" >/dev/null
same_by_odbc() {
    equal "$(zabbix_value "$host" 'db.odbc.select[lineside,lineside]' | jq -c .discovery)" "$(jq -c . discovery.json)" >/dev/null
}
check "the server reads the same over ODBC" until_true 30 same_by_odbc

# --- a run that is killed, seen under way first; it is halted at work for that, since it may be quicker than Zabbix looks
"$LINESIDE" detect day2 --db "$db" --config lineside.toml -q >killed.txt 2>&1 &
pid=$!
says_running() { [ "$(sqlite3 -readonly "$metrics" "SELECT value FROM metric_latest WHERE key = 'lineside.run.status'")" = 2 ]; }
until says_running || ! kill -0 $pid 2>/dev/null; do sleep 0.01; done
kill -STOP $pid 2>/dev/null || true
check "a run under way is seen by Zabbix" until_true 30 is_value lineside.run.status 2
slowest=0
for _ in 1 2 3 4 5; do
    begun=$(date +%s%3N)
    ask "$AGENT2_PORT" lineside.metrics >/dev/null
    took=$(($(date +%s%3N) - begun))
    [ $took -le $slowest ] || slowest=$took
done
check "reading during a run takes less than a second: $slowest ms" test $slowest -lt 1000
kill -KILL $pid 2>/dev/null || true
status=0
wait $pid 2>/dev/null || status=$?
check "it is killed at work" equal $status 137
check "what the service does after a kill" ends 0 lineside publish --db "$db"
check "Zabbix says that a run failed" until_true 30 problem 3 "Lineside: the last run failed"
check "the open incidents are as they were" same open1.txt <(open_incidents)

# --- the next run completes; what has gone recovers, what is new is told
check "the next day is judged" ends 0 lineside detect day2 --db "$db" --log json
mv err.txt day2.json
check "the failure has recovered" until_true 30 no_problem "Lineside: the last run failed"
# A problem keeps the sentence it was raised with, while its incident may be told anew with each run.
jq -r 'select(.event == "closed") | .incident' day2.json >closed.txt
check "there are incidents that have gone" test -s closed.txt
while read -r incident; do
    check "$incident has no severity any more" until_true 30 is_value "lineside.incident.severity[$incident]" 0
done <closed.txt
open_incidents >open2.txt
cat open2.txt
jq -r 'select(.event == "opened") | [6 - .severity, "Lineside: " + .summary] | @tsv' day2.json >new.txt
check "there are new ones" test -s new.txt
while IFS=$'\t' read -r severity sentence; do
    check "new: $sentence" until_true 40 problem "$severity" "$sentence"
done <new.txt
check "no more problems than open incidents" until_true 30 equal_counts
check "recovery is an event of its own, not a deletion" test "$(zabbix_api event.get "$(jq -n --arg h "$host" '{hostids: $h, value: 1, output: ["name", "r_eventid"]}')" |
    jq '[.[] | select(.r_eventid != "0")] | length')" -ge 2

# --- thresholds are the administrator's
zabbix_macro "$host" RUN.AGE.MAX 1s
check "no good run for longer than said is a problem" until_true 30 problem 4 "Lineside: no good run for 1s"
# Two in a hundred lines without a time: fewer than would set the file aside.
gzip -dc "$(ls "$REFERENCE_DATA"/new/measurements-*.tsv.gz | tail -n 1)" | sed -n '1,15001p' |
    awk -F '\t' -v OFS='\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "time") t = i } NR > 1 && NR % 50 == 0 { $t = "soon" } 1' >bad.tsv
check "rejected lines do not end a run" ends 0 lineside detect bad.tsv --db "$db" --log json
cp err.txt bad.json
check "Zabbix says that they are rising" until_true 30 problem 2 "Lineside: rejected lines are rising"
printf 'nothing\nof\nours\n' >rubbish.tsv
check "a file that is none of ours is set aside" ends 0 lineside detect rubbish.tsv --db "$db" --log json
cp err.txt rubbish.json
check "which Zabbix tells" until_true 30 problem 2 "Lineside: files were set aside"
# Neither is over with the next run, since nobody may have seen it yet, but after an hour and a day; of which seconds are made.
gzip -dc "$(ls "$REFERENCE_DATA"/new/measurements-*.tsv.gz | tail -n 1)" | sed -n '1,3001p' >clean.tsv
check "a run that has nothing to find fault with" ends 0 lineside detect clean.tsv --db "$db"
check "is seen by Zabbix" until_true 30 is_value lineside.lines.read 3000
check "rejected lines are a problem for longer than that" problem 2 "Lineside: rejected lines are rising"
check "files set aside as well" problem 2 "Lineside: files were set aside"
zabbix_macro "$host" REJECTS.PERIOD 10s
zabbix_macro "$host" QUARANTINE.PERIOD 10s
check "rejected lines: recovered" until_true 40 no_problem "Lineside: rejected lines are rising"
check "files set aside: recovered" until_true 40 no_problem "Lineside: files were set aside"
# By hand it can be closed as well, and isn't raised again by what was set aside before.
zabbix_macro_gone "$host" QUARANTINE.PERIOD
printf 'nothing\nof\nours\neither\n' >rubbish2.tsv
check "another file is set aside" ends 0 lineside detect rubbish2.tsv --db "$db"
check "which Zabbix tells as well" until_true 30 problem 2 "Lineside: files were set aside"
check "nothing to find fault with again" ends 0 lineside detect clean.tsv --db "$db"
check "as Zabbix reads" until_true 30 is_value lineside.files.quarantined 0
check "it is closed by hand" zabbix_close "$host" "Lineside: files were set aside"
check "and is gone" until_true 30 no_problem "Lineside: files were set aside"
sleep 5
check "for good" no_problem "Lineside: files were set aside"

# --- the other thresholds, each below what there is now. No disk is full here and no drift is large.
zabbix_macro_gone "$host" RUN.AGE.MAX
zabbix_macro "$host" DISK.FREE.CRIT 900T # before the other: it must be true already when that one is
zabbix_macro "$host" DISK.FREE.WARN 1000T
zabbix_macro "$host" RUN.SECONDS.MAX 0
zabbix_macro "$host" DRIFT.MAX 0
zabbix_macro "$host" MODEL.AGE.MAX 1s
# The reference data leaves none of severity 1 and 2 open, so they are written by hand, as a publication would: complete, and
# renamed.
lasting() { sqlite3 -separator $'\t' "$db" "SELECT incident_id, 6 - severity, summary FROM incident WHERE closed_at IS NULL
    AND severity > 2 ORDER BY severity, incident_id"; }
IFS=$'\t' read -r first severity sentence < <(lasting | head -n 1)
IFS=$'\t' read -r second _ other < <(lasting | tail -n 1)
check "two incidents last" test "$first" != "$second"
cp "$metrics" by-hand.db
graver() { sql by-hand.db "UPDATE metric SET value = $2 WHERE key = 'lineside.incident.severity' AND entity = '$1';
    UPDATE incident_discovery SET \"{#SEVERITY}\" = $2 WHERE \"{#INCIDENT}\" = '$1'"; }
graver "$first" 1
graver "$second" 2
by_hand() { cp by-hand.db "$metrics.hand" && chmod 644 "$metrics.hand" && mv "$metrics.hand" "$metrics"; }
by_hand
check "an incident of severity 1 is a disaster" until_true 30 problem 5 "Lineside: $sentence"
check "one of severity 2 is high" until_true 30 problem 4 "Lineside: $other"
check "and the first no longer what it was" until_true 30 fails problem "$severity" "Lineside: $sentence"
check "references that are old" until_true 30 problem 2 "Lineside: the references are older than 1s"
check "runs that take long" until_true 30 problem 2 "Lineside: runs take longer than 0"
check "a network that has drifted" until_true 30 problem 2 "Lineside: the network has drifted from the references"
check "a disk that is nearly full" until_true 30 problem 4 "Lineside: the disk is nearly full"
check "which is not said to be filling up beside" no_problem "Lineside: the disk is filling up"
check "no good run: recovered" until_true 30 no_problem "Lineside: no good run for 1s"
zabbix_macro "$host" DISK.FREE.CRIT 1
zabbix_macro_gone "$host" RUN.SECONDS.MAX DRIFT.MAX MODEL.AGE.MAX
check "the disk is filling up once it is nearly full no more" until_true 30 problem 2 "Lineside: the disk is filling up"
check "nearly full: recovered" until_true 30 no_problem "Lineside: the disk is nearly full"
check "old references: recovered" until_true 30 no_problem "Lineside: the references are older than 1s"
check "long runs: recovered" until_true 30 no_problem "Lineside: runs take longer than 0"
check "drift: recovered" until_true 30 no_problem "Lineside: the network has drifted from the references"
zabbix_macro "$host" DISK.FREE.WARN 2
check "what is written anew has the severity of the database" ends 0 lineside publish --db "$db"
check "severity 1: recovered" until_true 30 fails problem 5 "Lineside: $sentence"
check "severity 2: recovered" until_true 30 fails problem 4 "Lineside: $other"
check "each as it was" until_true 30 problem "$severity" "Lineside: $sentence"
check "filling up: recovered" until_true 30 no_problem "Lineside: the disk is filling up"
check "no trigger is in error, no item either" equal "$(zabbix_api trigger.get "$(jq -n --arg h "$host" '{hostids: $h, filter: {state: 1}, output: ["description", "error"]}')")$(
    zabbix_api item.get "$(jq -n --arg h "$host" '{hostids: $h, filter: {state: 1}, output: ["key_", "error"]}')")" "[][]"

# --- no metrics, and what is not said beside
cp "$metrics" by-hand.db
rm "$metrics"
zabbix_macro "$host" NODATA 30s
check "metrics that are not there are a problem" until_true 90 problem 4 "Lineside: no metrics are read"
check "the item says why" grep -i 'unable to open' <(zabbix_api item.get "$(jq -n --arg h "$host" '{hostids: $h, filter: {key_: "lineside.metrics"}, output: ["error"]}')" | jq -r '.[].error')
# As it is where no run has ever been good: there are metrics, but no age of such a run. By hand, since here there were.
zabbix_macro "$host" RUN.AGE.MAX 30s
sql by-hand.db "DELETE FROM metric WHERE key = 'lineside.run.age'; UPDATE metric SET value = 2 WHERE key = 'lineside.run.status'"
by_hand
check "metrics: recovered" until_true 60 no_problem "Lineside: no metrics are read"
check "no run has ever been good, which is told too" until_true 60 problem 4 "Lineside: no good run for 30s"
sql by-hand.db "UPDATE metric SET value = 1 WHERE key = 'lineside.run.status'"
by_hand
check "that the run failed is read" until_true 30 is_value lineside.run.status 1
sleep 3
check "but is no problem beside" no_problem "Lineside: the last run failed"
sql by-hand.db "INSERT INTO metric SELECT max(clock), 'lineside.run.age', '', 1 FROM metric"
by_hand
zabbix_macro_gone "$host" RUN.AGE.MAX
check "no good run ever: recovered" until_true 60 no_problem "Lineside: no good run for 30s"
check "and now the run that failed is one" until_true 30 problem 3 "Lineside: the last run failed"
zabbix_history "$host"

# --- the log of the same runs, for Logstash
for day in day1 day2; do
    check "$day: every line of the log is one JSON object with the fields that are always there" equal \
        "$(jq -c 'select(has("@timestamp") and has("level") and has("logger_name") and has("message"))' $day.json | wc -l)" "$(wc -l <$day.json)"
    check "$day: a run begins and ends" equal "$(jq -r 'select(.stage == "run") | .verb // .status' $day.json | tr '\n' ' ')" "detect ok "
done
check "each incident that opened has its line" equal "$(jq -r 'select(.event == "opened") | .incident' day1.json | LC_ALL=C sort)" \
    "$(jq -r '.[]["{#INCIDENT}"]' discovery.json | LC_ALL=C sort)"
check "and each that closed" test "$(jq -r 'select(.event == "closed") | .incident' day2.json | wc -l)" -ge 1
zabbix_stop
