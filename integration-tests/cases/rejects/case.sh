header='call_id|time|cell_id|mobile_id|rxlev_dl|rxlev_ul|rxqual_dl|rxqual_ul|timing_advance|ms_power_dbm|bs_power_att_db|track_km|latitude|longitude|speed_kmh|arfcn|timeslot|neighbours|remark'
mkdir in
# 600 lines of a call; before every twentieth a bad line, so that less than one line in twenty is bad.
awk -v header="$header" -v good="$CASE_DIR/odd-but-good.txt" '
    function out(line) { gsub(/\|/, "\t", line); print line; at++ }
    function clock(k) { return sprintf("2026-03-01T10:%02d:%02d.%03dZ", int(k * 480 / 60000), int(k * 480 / 1000) % 60, k * 480 % 1000) }
    BEGIN { out(header); FS = "\t" }
    /^#/ { next }
    {
        for (i = 0; i < 24; i++) { k++; out("c1|" clock(k) "|A1|m1|40|50|0|0|5|39|0|1.5|50.1|8.2|100|960|2|A2:20,A3:10|") }
        bad = $2
        sub(/\|T\|/, "|" clock(k) "|", bad)
        out(bad)
        print at "\t" $1 > "expected.tsv"
    }
    END { while ((getline line < good) > 0) out(line) }' "$CASE_DIR/bad-lines.txt" >in/measurements.tsv
bad=$(wc -l <expected.tsv)
good=$(($(wc -l <in/measurements.tsv) - 1 - bad))
# Beside it what is no file of measurements at all, and the same good call with the other end of line.
awk '{ sub(/^c[12]/, "c3"); printf "%s\r\n", $0 }' in/measurements.tsv | sed -n '1p;3,20p' >in/crlf.tsv
: >in/empty.tsv
head -c 4000 "$REFERENCE_DATA/new/measurements-2026-03-11.tsv.gz" >in/cut.tsv.gz
gzip -dc "$REFERENCE_DATA/new/measurements-2026-03-11.tsv.gz" | awk 'NR <= 400' | tr '\t' ';' >in/semicolons.tsv
awk 'BEGIN { srand(1); for (i = 0; i < 5000; i++) printf "%c", int(rand() * 256) }' >in/noise.tsv
{ head -n 1 in/measurements.tsv; for i in 1 2 3; do echo "nonsense $i"; done; } >in/mostly-bad.tsv
(cd in && sha256sum ./*) >before.sha256

check "bad lines and bad files leave the status at 0" ends 0 lineside detect in --db lineside.db
cp err.txt said.txt
rejects=$(ls rejects/measurements.tsv.*.rejects.tsv)
awk -F '\t' 'NR > 1 { print $2 "\t" ($4 == "" ? "-" : $4) }' "$rejects" >found.tsv
check "each bad line is rejected at its line and column, and no other is" same expected.tsv found.tsv
check "rejects say file, line, field, column, value and what was expected" equal \
    "$(head -n 1 "$rejects" | tr '\t' ' ')" "file line field column value expected"
check "no reject lacks what was expected" equal "$(awk -F '\t' '$6 == ""' "$rejects" | wc -l)" 0
check "the lines count" equal \
    "$(sql lineside.db "SELECT lines || ' ' || rejected || ' ' || state FROM input_file WHERE path LIKE '%/measurements.tsv'")" \
    "$((good + bad)) $bad loaded"
check "the good lines are judged" equal "$(sql lineside.db "SELECT samples FROM call WHERE call_id = 'c1'")" $((good - 6))
check "odd but good lines are judged" equal "$(sql lineside.db "SELECT samples FROM call WHERE call_id = 'c2'")" 6
check "lines that end in CR LF are judged" equal "$(sql lineside.db "SELECT samples FROM call WHERE call_id = 'c3'")" 18
for file in empty.tsv cut.tsv.gz semicolons.tsv noise.tsv mostly-bad.tsv; do
    check "$file is set aside" equal \
        "$(sql lineside.db "SELECT state FROM input_file WHERE path LIKE '%/$file'")" quarantined
    check "$file is named in the log" grep -q "$file" said.txt
done
(cd in && sha256sum ./*) >after.sha256
check "detect leaves its input as it is" same before.sha256 after.sha256
check "the unknown column is named once" equal "$(grep -c 'remark' said.txt)" 1

check "check says so too, with status 0" ends 0 lineside check in --db other.db
check "check counts the rejects" grep -Eq "\b$bad\b" out.txt
check "check makes no database" test ! -e other.db

# Cells, works and labels: the same, in files of their own.
mkdir tables
awk -F '\t' '
    BEGIN {
        head["cells"] = "cell_id|site|line|track_km|arfcn|bsic"
        head["works"] = "start|end|cell_id|line|km_from|km_to|text"
        head["labels"] = "incident_id|call_id|verdict|cause|text"
        for (file in head) { out(file, head[file]) }
    }
    function out(file, line) { gsub(/\|/, "\t", line); print line > ("tables/" file ".tsv"); at[file]++ }
    /^#/ { next }
    { out($1, $3); if ($2 != "good") print $1 ".tsv\t" at[$1] "\t" $2 }' "$CASE_DIR/bad-tables.txt" | LC_ALL=C sort >expected.tsv
check "bad lines of tables leave the status at 0" ends 0 \
    lineside detect tables --db tables.db --set intake.max_reject_ratio=1 --set paths.rejects=table-rejects
awk -F '\t' 'FNR > 1 { sub(/.*\//, "", $1); print $1 "\t" $2 "\t" ($4 == "" ? "-" : $4) }' table-rejects/*.rejects.tsv |
    LC_ALL=C sort >found.tsv
check "each bad line of a table is rejected at its line and column, and no other is" same expected.tsv found.tsv
check "good lines of cells count, quotes as they stand" equal \
    "$(sql tables.db "SELECT group_concat(site, ';') FROM (SELECT site FROM cell_info ORDER BY cell_id)")" 'the "north" mast;"south'
check "good lines of works count, quotes as they stand" equal \
    "$(sql tables.db "SELECT group_concat(text, ';') FROM (SELECT text FROM work ORDER BY text)")" \
    '"until further notice;mast "3" is painted, 5" of it'

check "a tolerant setting lets a mostly bad file in" ends 0 \
    lineside detect in/mostly-bad.tsv --db tolerant.db --set intake.max_reject_ratio=1
check "its lines are rejects then" equal "$(sql tolerant.db "SELECT rejected || state FROM input_file")" 3loaded
