. "$TESTS/debian.sh"
tools jq python3-yaml

# --- a run of each kind: one that learns, two that judge what lies in the spool, one that fails
check "learn ends well" ends 0 lineside learn "$REFERENCE_DATA/history" --db s/lineside.db --log json
mv err.txt learn.json
mkdir -p s/incoming
cp "$REFERENCE_DATA"/new/{cells,works}.tsv "$REFERENCE_DATA"/new/*-2026-03-1[12].tsv.gz s/incoming
head -c 5000 /bin/sh >s/incoming/binary.tsv
# Two in a hundred lines without a time: fewer than would set the file aside.
gzip -dc "$REFERENCE_DATA"/new/measurements-2026-03-13.tsv.gz | sed -n '1,15001p' |
    awk -F '\t' -v OFS='\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "time") t = i } NR > 1 && NR % 50 == 0 { $t = "soon" } 1' >s/incoming/bad.tsv
find s/incoming -type f -exec touch -d '10 minutes ago' {} +
check "a run ends well" ends 0 lineside run --db s/lineside.db --log json
mv err.txt run1.json
cp "$REFERENCE_DATA"/new/*-2026-03-13.tsv.gz s/incoming
find s/incoming -type f -exec touch -d '10 minutes ago' {} +
check "the next one too" ends 0 lineside run --db s/lineside.db --log json
mv err.txt run2.json
echo short >short.key
check "one without a good key fails" ends 1 lineside detect "$REFERENCE_DATA/new" --db s/lineside.db --log json -v \
    --set privacy.mobile_id=hash --set privacy.key="$PWD/short.key"
mv err.txt failed.json
cat learn.json run1.json run2.json failed.json >log.json
sed -n 's/^    \({"@timestamp".*\)$/\1/p' "$(dirname "$TESTS")/docs/logging.md" >shown.json
check "every line is one JSON object" equal "$(jq -c 'select(type == "object")' log.json | wc -l)" "$(wc -l <log.json)"
check "so is every line shown" equal "$(jq -c 'select(type == "object")' shown.json | wc -l)" "$(wc -l <shown.json)"

# --- what a line is about, and its fields. A line on the way, once in ten seconds, may have any stage, and a total or none.
# shellcheck disable=SC2016 # jq's own variables
kinds='(if has("done") then "on the way" elif has("stage") then [.stage, .event // (if .verb then "begins" else .status end) // empty] | join(" ")
    elif has("file") then (if has("reason") then "file set aside" else "lines rejected" end) else .level end) as $kind
    | select($kind | IN("INFO", "WARN") | not) | [$kind, (keys - ["total"] | join(" "))] | @tsv'
jq -r "$kinds" log.json | LC_ALL=C sort -u >written.txt
jq -r "$kinds" shown.json | LC_ALL=C sort -u >documented.txt
check "there are kinds" test "$(wc -l <written.txt)" -ge 15
check "what is written is shown, field by field" equal "$(LC_ALL=C comm -23 written.txt documented.txt)" ""
check "what is shown is written" equal "$(LC_ALL=C comm -13 written.txt documented.txt | grep -v '^on the way	')" ""
jq -r '.stage // empty, .event // empty' log.json | sort -u | while read -r word; do
    check "the word $word stands in the documentation" grep -q "\`$word\`" "$(dirname "$TESTS")/docs/logging.md"
done
check "every line of a run bears its number" equal \
    "$(jq -r 'select(.run_id == null and (.logger_name | test("cli[.]CommandLineInterface$") | not)) | .message' log.json)" ""

# --- elk/: fields that are there, of types that fit
elk=$(dirname "$TESTS")/elk
fails() { ! "$@"; }
check "the index template is JSON" jq -e '.index_patterns == ["lineside-*"]' "$elk/index-template.json"
jq -r '.template.mappings.properties | keys[]' "$elk/index-template.json" | LC_ALL=C sort >mapped.txt
jq -r 'keys[]' shown.json | LC_ALL=C sort -u >fields.txt
check "the index template has the fields of the lines shown, and no others" same fields.txt mapped.txt
check "with types that fit" equal "$(jq -r --slurpfile t "$elk/index-template.json" '$t[0].template.mappings.properties as $p | to_entries[]
    | select($p[.key]) | [.key, (.value | type), $p[.key].type]
    | select((.[1] == "number") != (.[2] | IN("long", "double", "byte"))) | join(" ")' log.json shown.json | sort -u)" ""
check "no count is cut to whole numbers" equal "$(jq -r --slurpfile t "$elk/index-template.json" '$t[0].template.mappings.properties as $p | to_entries[]
    | select((.value | type) == "number" and .value != (.value | floor) and $p[.key] and $p[.key].type != "double") | .key' log.json shown.json | sort -u)" ""
logstash() { /usr/bin/python3 "$CASE_DIR/logstash.py" "$1"; }
check "the pipeline is in Logstash's language" logstash "$elk/logstash.conf" >pipeline.txt
# One mistake each, so that the check above can fail.
for mistake in '$d' 's/ => / = /' 's/ =~ / ~ /' 's/^filter/filters/' 's/ document_id =>/, document_id =>/' 's/"event"\]/"event"/' '0,/ }/s/ }//'; do
    sed "$mistake" "$elk/logstash.conf" >mistaken.conf
    check "a pipeline is told to be wrong: $mistake" fails logstash mistaken.conf
done
# As the plugins' documentation names them.
printf '%s\t%s\n' input.beats port input.beats codec codec.plain ecs_compatibility filter.json source filter.mutate remove_field \
    filter.fingerprint source filter.fingerprint concatenate_sources filter.fingerprint method filter.fingerprint target \
    output.elasticsearch hosts output.elasticsearch index output.elasticsearch document_id | LC_ALL=C sort >options.txt
check "its plugins have the options it gives them" equal "$(awk -F '\t' '$1 == "option" && $3 != ""' pipeline.txt | cut -f 2- | LC_ALL=C sort | LC_ALL=C comm -23 - options.txt)" ""
# Of Filebeat, and the pipeline's own.
sed -n 's/^field\t//p' pipeline.txt | grep -vxF -e '[service][name]' -e '[event][kind]' -e '[@metadata][id]' | tr -d '[]' | LC_ALL=C sort >referred.txt
check "the pipeline speaks of fields" test "$(wc -l <referred.txt)" -ge 6
cat referred.txt
check "which are all written" equal "$(LC_ALL=C comm -23 referred.txt fields.txt)" ""
check "the identifier of an event tells one from another" equal \
    "$(jq -r 'select(.incident) | [.run_id, .incident, .event] | join(" ")' log.json | sort | uniq -d)" ""
# With the names that Filebeat's documentation has for these two inputs and the parser; the second input is a comment.
sed '/^#- type/,$ s/^#//' "$elk/filebeat.yml" >both.yml
check "Filebeat's inputs are YAML: a file stream, or the journal, their lines JSON" /usr/bin/python3 -c '
import sys, yaml
def one(name): (only,) = yaml.safe_load(open(name)); return only
stream, (first, journal) = one(sys.argv[1]), yaml.safe_load(open(sys.argv[2]))
common = {"type", "id", "parsers", "fields", "fields_under_root"}
assert first == stream and stream["type"] == "filestream" and journal["type"] == "journald", (stream, journal)
assert set(stream) == common | {"paths"} and stream["paths"] == ["/var/log/lineside/run.json"], stream
assert set(journal) == common | {"units"} and journal["units"] == ["lineside.service"], journal
assert stream["id"] != journal["id"]
for i in stream, journal:
    assert i["parsers"] == [{"ndjson": {"target": "", "overwrite_keys": True}}], i
    assert i["fields"] == {"service.name": "lineside"} and i["fields_under_root"] is True, i
' "$elk/filebeat.yml" both.yml
