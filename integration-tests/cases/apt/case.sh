. "$TESTS/debian.sh"
need_root
tools mmdebstrap
check "./dev repo makes the package and its repository" need_repository
repack "$PACKAGE" 0.0.1-1 older.deb
before=$(ls "$ROOT"/src/main/resources/org/lineside/store/[0-9]*.sql | sort | head -n -1)
schema=$(echo "$before" | wc -l)

apt_says() { ends "$1" inside apt-get -q -y "${@:2}"; cat out.txt >>err.txt; }
as() { inside setpriv --reuid="$1" --regid="$1" --init-groups "${@:2}"; }
state() { inside dpkg-query -W -f '${Status} ${Version}' lineside 2>/dev/null || true; }

for suite in bookworm trixie; do
    if ! base $suite; then
        printf 'ok\t%s\t%s\n' "$CASE" "$suite left out, since the mirror lacks it" >>"$PLACE/results"
        continue
    fi
    system $suite
    cp older.deb "$SYSTEM/mnt/older.deb"
    var=$SYSTEM/var/lib/lineside
    inside true
    listing >$suite-bare.txt

    # --- what nobody has signed is not taken
    sed -i 's/^Description: watch/Description: watched/' "$SYSTEM/mnt/repo/dists/stable/main/binary-amd64/Packages"
    rm "$SYSTEM/mnt/repo/dists/stable/main/binary-amd64/Packages.gz"
    check "$suite: a changed list of packages is refused" ends 100 inside apt-get -q update
    cp -r "$REPO/." "$SYSTEM/mnt/repo"
    GNUPGHOME=$PWD/other-key
    export GNUPGHOME
    mkdir -pm 700 other-key
    [ -s other.gpg ] || { gpg --batch --quiet --passphrase '' --quick-generate-key other rsa3072 sign never && gpg --batch --export other >other.gpg; }
    cp other.gpg "$SYSTEM/etc/apt/keyrings/ours.gpg"
    check "$suite: another's signature is refused" ends 100 inside apt-get -q update -o APT::Update::Error-Mode=any
    cp "$REPO/archive-key.gpg" "$SYSTEM/etc/apt/keyrings/ours.gpg"
    check "$suite: ours is taken, without a network" ends 0 inside apt-get -q update
    printf 'x' >>"$SYSTEM$(cd "$SYSTEM" && find ./mnt/repo/pool -name '*.deb' | sed 's/^.//')"
    check "$suite: a changed package is refused" ends 100 inside apt-get -q -y install lineside
    check "$suite: and nothing of it is there" equal "$(state)" ""
    cp -r "$REPO/." "$SYSTEM/mnt/repo"

    # --- an older version, some use, and the upgrade
    check "$suite: an older version is installed" ends 0 inside apt-get -q -y install /mnt/older.deb
    sed -i 's/^#storm = .*/storm = 33/' "$SYSTEM/etc/lineside/lineside.toml"
    inside useradd -G lineside probe
    inside useradd stranger
    # A database as an older version left it.
    for script in $before; do cat "$script"; done | sqlite3 old.db
    sqlite3 old.db "PRAGMA application_id = $((0x4c6e5364)); PRAGMA user_version = $schema;
        INSERT INTO run (verb, started_at, status, version) VALUES ('learn', '2026-02-01T00:00:00.000Z', 'ok', '0.0.1')"
    as lineside sh -c 'umask 027; cat >/var/lib/lineside/lineside.db' <old.db
    rm old.db
    cp "$REFERENCE_DATA"/history/*.gz "$REFERENCE_DATA/history/cells.tsv" "$var/incoming/"
    chmod 640 "$var"/incoming/*
    chgrp "$(stat -c %g "$var")" "$var"/incoming/*
    touch -d '10 minutes ago' "$var"/incoming/*
    check "$suite: the upgrade succeeds" ends 0 inside apt-get -q -y install lineside
    check "$suite: to this version" equal "$(state)" "install ok installed $VERSION"
    check "$suite: what was edited in the configuration stays" grep -q '^storm = 33$' "$SYSTEM/etc/lineside/lineside.toml"
    check "$suite: what was not is as in the new version" cmp "$ROOT/conf/profiles/lte.toml" "$SYSTEM/etc/lineside/profiles/lte.toml"
    check "$suite: the database is left to the next run" equal "$(sql "$var/lineside.db" 'PRAGMA user_version')" $schema
    check "$suite: the program says so" ends 1 as lineside lineside status
    check "$suite: in a sentence" says 'next lineside run brings it up to date'
    check "$suite: which ends well" ends 0 as lineside lineside run
    check "$suite: the database is of the new form" equal "$(sql "$var/lineside.db" 'PRAGMA user_version')" $((schema + 1))
    check "$suite: a copy of the old one is kept" equal "$(sql "$var/lineside.db.schema-$schema" 'PRAGMA user_version')" $schema
    check "$suite: neither is for others" equal "$(stat -c %a "$var/lineside.db" "$var/lineside.db.schema-$schema" | tr '\n' ' ')" "640 640 "
    check "$suite: what stood in it stays" equal "$(sql "$var/lineside.db" "SELECT count(*) FROM run WHERE version = '0.0.1'")" 1
    check "$suite: references are learned" equal "$(sql "$var/lineside.db" "SELECT count(*) FROM model WHERE state = 'champion'")" 1
    check "$suite: nothing of the package is changed" equal "$(inside dpkg --verify lineside | grep -v ' c /etc/lineside/lineside.toml$')" ""

    check "$suite: its systemd has nothing to say of the units" equal \
        "$(inside systemd-analyze verify --man=no lineside.service lineside.timer 2>&1)" ""

    # --- who may what
    check "$suite: the group delivers" ends 0 as probe sh -c 'umask 027; echo x >/var/lib/lineside/incoming/p.part'
    check "$suite: as readable for the service" equal "$(stat -c %a "$var/incoming/p.part") $(inside stat -c %G /var/lib/lineside/incoming/p.part)" "640 lineside"
    check "$suite: others don't" ends 2 as stranger sh -c 'echo x >/var/lib/lineside/incoming/s.part'
    check "$suite: the group looks" ends 0 as probe lineside status
    check "$suite: others don't" ends 1 as stranger lineside status
    check "$suite: all read what is for the monitoring" equal \
        "$(as stranger cat /var/lib/lineside/metrics.db | head -c 15)" "SQLite format 3"
    stranger=$(inside id -u stranger)
    check "$suite: as a database, with nothing to write" equal \
        "$(setpriv --reuid="$stranger" --clear-groups sqlite3 -readonly "$var/metrics.db" "SELECT value FROM metric_latest WHERE key = 'lineside.run.status'")" 0
    rm -f "$var/incoming/p.part"

    # --- back is refused, by both packages and by the program
    check "$suite: a downgrade is refused" apt_says 100 install --allow-downgrades /mnt/older.deb
    check "$suite: with a sentence" says "lineside: version $VERSION is installed; going back to 0.0.1-1 is refused"
    check "$suite: this version stays as it was" equal "$(state)" "install ok installed $VERSION"
    check "$suite: whole" equal "$(inside dpkg --audit)$(inside dpkg --verify lineside | grep -v ' c /etc/lineside/lineside.toml$')" ""
    cp "$var/lineside.db" newer.db && sqlite3 newer.db 'PRAGMA user_version = 99'
    check "$suite: a newer database is refused" ends 1 lineside status --db newer.db
    check "$suite: with a sentence" says 'schema 99, made by a newer Lineside.*Nothing was changed'

    # --- the timer as the administrator wants it
    wants=$SYSTEM/etc/systemd/system/timers.target.wants/lineside.timer
    check "$suite: the timer is enabled" test -L "$wants"
    inside systemctl disable lineside.timer >/dev/null 2>&1
    check "$suite: installed anew" ends 0 inside apt-get -q -y --reinstall install lineside
    check "$suite: a timer that was disabled stays so" test ! -e "$wants"
    inside systemctl enable lineside.timer >/dev/null 2>&1

    # --- the test that comes with it, then out
    cp "$ROOT/debian/tests/smoke" "$SYSTEM/mnt/smoke"
    mkdir "$SYSTEM/mnt/tmp"
    mv "$SYSTEM/etc/lineside/lineside.toml" edited.toml
    cp "$ROOT/conf/lineside.toml" "$SYSTEM/etc/lineside/lineside.toml"
    check "$suite: the package's own test passes" ends 0 inside env AUTOPKGTEST_TMP=/mnt/tmp /mnt/smoke
    cp edited.toml "$SYSTEM/etc/lineside/lineside.toml"
    check "$suite: it is removed" ends 0 inside apt-get -q -y remove lineside
    check "$suite: data stay" test -s "$var/lineside.db"
    check "$suite: the configuration stays" grep -q '^storm = 33$' "$SYSTEM/etc/lineside/lineside.toml"
    check "$suite: the program doesn't" test ! -e "$SYSTEM/usr/lib/lineside" -a ! -e "$SYSTEM/usr/bin/lineside"
    check "$suite: installed once more it goes on" ends 0 inside apt-get -q -y install lineside
    check "$suite: with its data" ends 0 as lineside lineside status
    touch "$SYSTEM/etc/lineside/notes.txt"
    check "$suite: it is purged" ends 0 inside apt-get -q -y purge lineside
    check "$suite: nothing of it is left" equal "$(cd "$SYSTEM" && find . -path ./mnt -prune -o -path ./proc -prune -o -name '*lineside*' -print)" ""
    inside userdel probe && inside userdel stranger
    rm -rf "$SYSTEM/home/probe" "$SYSTEM/home/stranger"
    listing >$suite-after.txt
    check "$suite: nothing else either" same $suite-bare.txt $suite-after.txt
    unmount
    rm -rf $suite
done
