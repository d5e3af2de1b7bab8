. "$TESTS/debian.sh"
need_root
tools lintian man-db unzip

check "./dev repo makes the package and its repository" need_repository
check "the package has 40 MB at most: $(stat -c %s "$PACKAGE")" test "$(stat -c %s "$PACKAGE")" -le 40000000
check "the version is the program's" equal "${VERSION%-*}" "$("$LINESIDE" --version | sed 's/^lineside //')"

# --- the same bytes out of a fresh copy of the sources in another place; not compressed, which takes longest
mkdir -p again/.mvn
(cd "$ROOT" && git ls-files -z -co --exclude-standard | tar --null -T - -c) | tar -x -C again
echo -Ddebian.compression=none >>again/.mvn/maven.config
check "a fresh copy of the sources builds" ends 0 again/dev deb
for part in fsys ctrl; do
    dpkg-deb --$part-tarfile "$PACKAGE" >first.tar
    dpkg-deb --$part-tarfile again/target/*.deb >second.tar
    check "it gives the same bytes: $part" cmp first.tar second.tar
done
rm first.tar second.tar
rm -rf again

# --- what is in it
dpkg-deb -x "$PACKAGE" tree
check "lintian has nothing to say" ends 0 lintian --allow-root --fail-on error,warning "$PACKAGE"
check "nor in passing" equal "$(grep -v '^N:' out.txt)" ""
for unit in lineside.service lineside.timer; do
    cp "tree/usr/lib/systemd/system/$unit" .
done
# It wants to see what the unit starts.
sed "s|^ExecStart=/usr/bin/lineside|ExecStart=$PWD/tree/usr/lib/lineside/bin/lineside|" -i lineside.service
# Unknown keys are only warned of, so nothing at all is to be said. The manual is not installed here.
check "systemd knows all the units say" ends 0 systemd-analyze verify --man=no ./lineside.service ./lineside.timer
check "and has nothing to say" equal "$(cat out.txt err.txt)" ""
check "the sandbox is tight: at most 0.5 of 10" ends 0 systemd-analyze security --offline=true --threshold=5 \
    tree/usr/lib/systemd/system/lineside.service
grep -i 'overall' out.txt
check "native code is for this architecture alone" equal \
    "$(unzip -l tree/usr/lib/lineside/lib/lineside.jar | grep -E '\.(so|dll|dylib|jnilib)$' | grep -vc 'Linux/x86_64/')" 0

# --- an older package refuses by itself as well, should the newer one that is going not have done so
dpkg-deb -e "$PACKAGE" control
check "its preinst refuses to go back" ends 1 sh control/preinst upgrade 99.0-1
check "with a sentence" says "lineside: version 99.0-1 is installed; going back to $VERSION is refused"
check "and lets an upgrade pass" ends 0 sh control/preinst upgrade 0.0.1-1
check "and an installation" ends 0 sh control/preinst install

# --- manual pages say what --help says
for verb in $("$LINESIDE" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
    check "there is a page of $verb" test -f "tree/usr/share/man/man1/lineside-$verb.1.gz"
done
check "pages are sound" equal "$(for page in tree/usr/share/man/man?/*.gz; do
    (cd tree/usr/share/man && MANROFFSEQ='' LC_ALL=C.UTF-8 man --warnings -E UTF-8 -l -Tutf8 -Z "${page#tree/usr/share/man/}" 2>&1 >/dev/null)
done)" ""
LC_ALL=C.UTF-8 MANWIDTH=200 man -l tree/usr/share/man/man5/lineside.toml.5.gz 2>/dev/null | sed 's/^ *//' >keys.txt
check "the page of the configuration shows defaults as the file has them" equal \
    "$(sed -n 's/^#\([a-z_]* = [^[]*\)$/\1/p' "$ROOT/conf/lineside.toml" | grep -vxFf keys.txt)" ""
check "the completion is a shell's" bash -n tree/usr/share/bash-completion/completions/lineside

# --- what Zabbix needs
for folder in zabbix_agent2.d zabbix_agentd.conf.d zabbix_agentd.d; do
    check "the agents' drop-in is a conffile: $folder" grep -qx "/etc/zabbix/$folder/lineside.conf" control/conffiles
    check "and as it is in the sources: $folder" cmp "$ROOT/zabbix/lineside.conf" "tree/etc/zabbix/$folder/lineside.conf"
done
for query in $(sed -n 's|^UserParameter=.* < ||p' "$ROOT/zabbix/lineside.conf"); do
    check "the query is there: $query" test -f "tree$query"
done
check "the template is there" test -f tree/usr/share/lineside/zabbix/template_lineside.yaml

# --- what goes along
doc=tree/usr/share/doc/lineside
check "the list of parts is CycloneDX" grep -q '"bomFormat" : "CycloneDX"' $doc/sbom.cdx.json
check "it names the Java runtime" grep -q '"bom-ref" : "java-runtime"' $doc/sbom.cdx.json
check "it names every library" test "$(grep -c '"purl" : "pkg:maven/' $doc/sbom.cdx.json)" -gt 20
check "the changelog begins with this version" grep -q "^lineside ($VERSION) " <(gzip -dc $doc/changelog.Debian.gz)
