# Lays out in target/deb/root what the Debian package holds; read by ./dev, whose variables it uses. jdeb packs it and sets
# owners, modes and times.

# Compressed without a time and as well as gzip can, as Debian wants it.
compressed() { gzip -9n >"$1"; }

stage() {
    root_dir=$target/deb/root
    doc=$root_dir/usr/share/doc/lineside
    rm -rf "$target/deb"
    mkdir -p "$root_dir/usr/lib/lineside" "$doc"
    cp -R "$tree/bin" "$tree/lib" "$tree/runtime" "$root_dir/usr/lib/lineside/"
    rm "$root_dir/usr/lib/lineside/runtime/lib/classlist"
    mkdir -p "$root_dir/etc/lineside"
    cp -R conf/. "$root_dir/etc/lineside/"
    stage_systemd
    stage_monitoring
    stage_manual
    stage_documents
    stage_licences
    mkdir -p "$root_dir/usr/share/lintian/overrides"
    cp debian/lineside.lintian-overrides "$root_dir/usr/share/lintian/overrides/lineside"
}

stage_systemd() {
    lib=$root_dir/usr/lib
    mkdir -p "$lib/systemd/system" "$lib/sysusers.d" "$lib/tmpfiles.d"
    cp debian/lineside.service debian/lineside.timer "$lib/systemd/system/"
    cp debian/lineside.sysusers "$lib/sysusers.d/lineside.conf"
    cp debian/lineside.tmpfiles "$lib/tmpfiles.d/lineside.conf"
}

# What Zabbix's agents ask, for both of them, where Debian's packages and Zabbix's own look for it; and what its server and
# Logstash import.
stage_monitoring() {
    monitoring=$root_dir/usr/share/lineside
    mkdir -p "$monitoring"
    cp -R zabbix elk "$monitoring/"
    for folder in zabbix_agent2.d zabbix_agentd.conf.d zabbix_agentd.d; do
        mkdir -p "$root_dir/etc/zabbix/$folder"
        cp zabbix/lineside.conf "$root_dir/etc/zabbix/$folder/lineside.conf"
    done
}

stage_manual() {
    share=$root_dir/usr/share
    "$JAVA_HOME/bin/java" -cp "$tree/lib/lineside.jar" org.lineside.cli.manual.ManualPages \
        "$target/deb/manual" "${timestamp%T*}" "$version" >>"$log" 2>&1 || fail "no manual pages: see $log"
    for section in man1 man5; do
        mkdir -p "$share/man/$section"
        for page in "$target/deb/manual/$section"/*; do
            compressed "$share/man/$section/${page##*/}.gz" <"$page"
        done
    done
    mkdir -p "$share/bash-completion/completions"
    # It is read by a shell, never started.
    sed '1{/^#!/d}' "$target/deb/manual/completion/lineside" >"$share/bash-completion/completions/lineside"
}

stage_documents() {
    compressed "$doc/changelog.gz" <CHANGELOG.md
    sed -e "s|@VERSION@|$debian_version|" -e "s|@DATE@|$(LC_ALL=C date -R -u -d "$timestamp")|" debian/changelog |
        compressed "$doc/changelog.Debian.gz"
    cp docs/install.md docs/incidents.md docs/detection.md docs/feedback.md docs/health.md docs/logging.md docs/monitoring.md \
        docs/monitoring-dashboard.png "$doc/"
}

# Every library is in copyright, or there is no package; the list of parts also names the Java runtime.
stage_licences() {
    java_version=$(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$tree/runtime/release")
    sed 's|^  "components" : \[$|&\
    {\
      "type" : "framework",\
      "bom-ref" : "java-runtime",\
      "name" : "OpenJDK, modules '"$modules"' and what they need",\
      "version" : "'"$java_version"'",\
      "licenses" : [ { "expression" : "GPL-2.0-only WITH Classpath-exception-2.0" } ]\
    },|' "$target/sbom.cdx.json" >"$doc/sbom.cdx.json"
    grep -q '"bom-ref" : "java-runtime"' "$doc/sbom.cdx.json" || fail "the list of parts is not as expected: $doc/sbom.cdx.json"
    for library in $(sed -n 's|.*"purl" : "pkg:maven/[^/]*/\([^@]*\)@.*|\1|p' "$target/sbom.cdx.json" | sort -u); do
        [ "$library" = lineside ] || grep -q "^Files: .*libraries/$library\( \|\$\)" debian/copyright ||
            fail "debian/copyright says nothing of the library $library"
    done
    sed "s|@JAVA_VERSION@|$java_version|" debian/copyright >"$doc/copyright"
    # The notices of the Java runtime; the GNU licence itself is on every Debian system.
    mkdir -p "$doc/java-runtime"
    for notice in "$tree/runtime/legal"/*/*.md "$tree/runtime/legal/java.base/ASSEMBLY_EXCEPTION"; do
        cp "$notice" "$doc/java-runtime/"
    done
    rm -rf "$root_dir/usr/lib/lineside/runtime/legal"
}
