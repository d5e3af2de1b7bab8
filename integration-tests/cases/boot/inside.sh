#!/bin/sh
# Runs in the booted system as root; what it finds is judged outside, from /report.
set -u
mkdir -p /report
exec >/report/log 2>&1
set -x
show() { systemctl show "$1" -p "$2" --value; }
# until SECONDS COMMAND...
until_true() {
    tries=$(($1 * 5))
    shift
    while ! "$@"; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || return 1
        sleep 0.2
    done
}
deliver() {
    cp "$@" /var/lib/lineside/incoming/
    chgrp lineside /var/lib/lineside/incoming/*
    chmod 640 /var/lib/lineside/incoming/*
    touch -d '10 minutes ago' /var/lib/lineside/incoming/*
}
taken() { [ -z "$(ls /var/lib/lineside/incoming)" ] && [ "$(show lineside.service ActiveState)" != activating ]; }
working() { show lineside.service StatusText | grep -Eq '^(reading|judging)'; }
# Not while the next run is just beginning, which the timer of this test starts every few seconds.
idle() { systemctl status lineside.service --no-pager >/report/status; grep -q 'Status: "Idle' /report/status; }
ended() { [ "$(show lineside.service ActiveState)" != activating ]; }
# Not even telling the monitoring any more: only then is a start a run of its own.
at_rest() { case $(show lineside.service ActiveState) in inactive | failed) ;; *) return 1 ;; esac; }

systemctl is-enabled lineside.timer >/report/enabled
systemctl list-timers --all --no-pager >/report/timers

# --- by the timer alone, from nothing to incidents. What is said to systemd on the way is noted.
deliver /mnt/data/history/*.gz /mnt/data/history/cells.tsv /mnt/data/new/*-2026-03-11.tsv.gz /mnt/data/new/*-2026-03-12.tsv.gz /mnt/data/new/works.tsv
(while sleep 0.2; do show lineside.service StatusText; done) >/report/status-texts &
watch=$!
until_true 400 taken && echo taken >/report/first
kill $watch
lineside incidents --all --format tsv >/report/incidents
journalctl -u lineside.service -o cat --no-pager >/report/journal
until_true 20 idle
systemd-analyze security lineside.service --no-pager | tail -n 1 >/report/security
show lineside.service MemoryMax >/report/memory
stat -c '%a %U' /var/lib/lineside/lineside.db /var/lib/lineside/metrics.db >/report/modes

# --- killed in the middle; the next run, again by the timer, completes
deliver /mnt/data/new/*-2026-03-13.tsv.gz
until_true 120 working && systemctl kill --signal=KILL lineside.service
until_true 60 ended
show lineside.service Result >/report/killed
until_true 200 taken && echo taken >/report/second
cp /var/lib/lineside/lineside.db /var/lib/lineside/metrics.db /report/
ls /var/lib/lineside/done >/report/done
show lineside.service Result >/report/after

# --- a wrong configuration is said, tells whoever wants to be told, and is not tried again before its time
systemctl stop lineside.timer
until_true 120 at_rest
cp /etc/lineside/lineside.toml /root/good.toml
echo 'strom = 1' >>/etc/lineside/lineside.toml
systemctl start lineside.service
show lineside.service ExecMainStatus >/report/wrong
sleep 2
show lineside.service ActiveState >/report/wrong-state
show lineside.service NRestarts >/report/restarts
journalctl -u lineside.service -n 20 -o cat --no-pager >/report/wrong-journal
until_true 10 test -e /report/told
cp /root/good.toml /etc/lineside/lineside.toml
systemctl start lineside.service && echo well >/report/corrected

# --- as JSON, for Logstash
mkdir -p /etc/systemd/system/lineside.service.d
printf '[Service]\nExecStart=\nExecStart=/usr/bin/lineside run --log json\n' >/etc/systemd/system/lineside.service.d/json.conf
systemctl daemon-reload
systemctl start lineside.service
journalctl -u lineside.service -n 40 -o cat --no-pager | grep '^{' >/report/json
rm -r /etc/systemd/system/lineside.service.d
systemctl daemon-reload

# --- upgraded while it is under way, then purged from the running system
systemctl start lineside.timer
apt-get -q -y --reinstall install lineside
systemctl is-active lineside.timer >/report/active
ls /var/lib/systemd/timers >/report/stamps
apt-get -q -y purge lineside
find / -xdev -name '*lineside*' -not -path '/report/*' -not -path '/mnt/*' -not -path '/proc/*' -not -path '/sys/*' >/report/left
systemctl list-units --all --no-legend 'lineside*' >/report/units
echo end >/report/end
systemctl poweroff
