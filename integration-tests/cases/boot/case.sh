. "$TESTS/debian.sh"
need_root
tools mmdebstrap systemd-container bsdutils
check "./dev repo makes the package and its repository" need_repository

for suite in bookworm trixie; do
    if ! base $suite; then
        printf 'ok\t%s\t%s\n' "$CASE" "$suite left out, since the mirror lacks it" >>"$PLACE/results"
        continue
    fi
    system $suite
    report=$SYSTEM/report
    check "$suite: apt knows the repository" ends 0 inside apt-get -q update
    check "$suite: apt installs it without a network" ends 0 inside apt-get -q -y install lineside
    # The timer's time is long for a test; nothing else of it is changed.
    mkdir -p "$SYSTEM/etc/systemd/system/lineside.timer.d" "$SYSTEM/etc/systemd/system/lineside.service.d"
    printf '[Timer]\nOnCalendar=\nOnCalendar=*:*:0/8\nRandomizedDelaySec=0\nAccuracySec=100ms\n' \
        >"$SYSTEM/etc/systemd/system/lineside.timer.d/test.conf"
    printf '[Unit]\nOnFailure=tell@%%n.service\n' >"$SYSTEM/etc/systemd/system/lineside.service.d/test.conf"
    printf '[Service]\nType=oneshot\nExecStart=/bin/sh -c "echo %%i >>/report/told"\n' >"$SYSTEM/etc/systemd/system/tell@.service"
    cp "$CASE_DIR/inside.sh" "$SYSTEM/root/inside.sh"
    cat >"$SYSTEM/etc/systemd/system/case.service" <<'UNIT'
[Unit]
After=multi-user.target
[Service]
Type=simple
ExecStart=/bin/sh /root/inside.sh
TimeoutStartSec=infinity
UNIT
    mkdir -p "$SYSTEM/etc/systemd/system/multi-user.target.wants"
    ln -s ../case.service "$SYSTEM/etc/systemd/system/multi-user.target.wants/case.service"
    ln -sf /lib/systemd/system/multi-user.target "$SYSTEM/etc/systemd/system/default.target"
    rm -rf "$SYSTEM/proc/"* 2>/dev/null || true
    # A console it needs; what it prints there is of no use.
    timeout 900 script -qec "systemd-nspawn --quiet --register=no --keep-unit -D '$SYSTEM' --boot --private-network" /dev/null \
        </dev/null >$suite-console.txt 2>&1 || true
    rm -rf "$suite-report"
    cp -r "$report" "$suite-report"
    cd "$suite-report"
    cat log | tail -n 100
    said() { grep -Eq -- "$1" "$2"; }
    check "$suite: the system boots, and the case comes to its end" equal "$(cat end)" end
    check "$suite: the timer was enabled by the installation" equal "$(cat enabled)" enabled
    check "$suite: it knows its next time" said 'lineside.timer +lineside.service' timers
    check "$suite: the files laid into the spool are taken" equal "$(cat first)" taken
    check "$suite: incidents stand in the database: $(tail -n +2 incidents | wc -l)" test "$(wc -l <incidents)" -gt 1
    check "$suite: the journal tells of the run" said 'run 1' journal
    check "$suite: systemd was told how far it was" said '^(reading|judging|learning)' status-texts
    check "$suite: systemctl status shows what came of it" said 'Status: "Idle' status
    check "$suite: the sandbox as it runs: $(cut -d : -f 2 security)" said ': 0\.[0-5] ' security
    check "$suite: the memory is limited" equal "$(cat memory)" $((1280 * 1024 * 1024))
    check "$suite: the database is the group's, the metrics everybody's" equal "$(tr '\n' ' ' <modes)" "640 lineside 644 lineside "
    check "$suite: a run is killed at work" equal "$(cat killed)" signal
    check "$suite: the next one completes" equal "$(cat second) $(cat after)" "taken success"
    check "$suite: the killed run counts as failed, none is left open" equal \
        "$(sql lineside.db "SELECT (SELECT count(*) FROM run WHERE status = 'failed'), (SELECT count(*) FROM run WHERE status = 'running')")" "1|0"
    check "$suite: and the monitoring was told before the next one began" test \
        "$(sql metrics.db "SELECT count(*) FROM metric WHERE key = 'lineside.run.status' AND value = 1")" -ge 1
    check "$suite: no file was lost" equal "$(wc -l <done)" "$(($(ls "$REFERENCE_DATA"/history/*.gz "$REFERENCE_DATA"/new/*.gz | wc -l) + 2))"
    check "$suite: the calls of all three days are judged" equal \
        "$(sql lineside.db "SELECT count(DISTINCT substr(start_time, 1, 10)) FROM call WHERE start_time >= '2026-03-11'")" 3
    check "$suite: a wrong configuration is status 78" equal "$(cat wrong)" 78
    check "$suite: which the journal explains" said 'lineside.toml:[0-9]+: .*strom' wrong-journal
    check "$suite: it isn't tried again" equal "$(cat wrong-state) $(cat restarts)" "failed 0"
    check "$suite: who is to be told is told" said '^lineside.service$' told
    check "$suite: corrected, it runs" equal "$(cat corrected)" well
    check "$suite: the log can be JSON" said '^\{.*"@timestamp".*"run_id"' json
    check "$suite: the timer goes on after an upgrade" equal "$(cat active)" active
    check "$suite: the timer leaves a stamp" said '^stamp-lineside.timer$' stamps
    check "$suite: after the purge nothing is left but what the test has set up" equal "$(grep -vE '^/etc/systemd/system/lineside\.(timer|service)\.d$' left)" ""
    check "$suite: no unit either" equal "$(cat units)" ""
    cd ..
    unmount
    rm -rf $suite
done
