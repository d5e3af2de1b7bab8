learnt lineside.db
"$LINESIDE" detect "$REFERENCE_DATA/new" --db lineside.db -q --config lineside.toml &
first=$!
trap 'kill -CONT $first 2>/dev/null || true; kill $first 2>/dev/null || true' EXIT
# Held as soon as the run stands in the database, so that it is surely there while the second one tries.
for _ in $(seq 600); do
    [ "$(sql lineside.db "SELECT count(*) FROM run WHERE status = 'running'" 2>/dev/null || true)" = 1 ] && break
    sleep 0.05
done
kill -STOP $first
check "the first run is at work" equal "$(sql lineside.db "SELECT count(*) FROM run WHERE status = 'running'")" 1
check "a second detect gets 75" ends 75 lineside detect "$REFERENCE_DATA/new" --db lineside.db
check "it says why" says 'another'
check "a second learn gets 75" ends 75 lineside learn "$REFERENCE_DATA/new" --db lineside.db
check "a run gets 75" ends 75 lineside run --db lineside.db
check "a reader gets its answer" ends 0 lineside calls --db lineside.db --format tsv
check "status gets its answer" ends 0 lineside status --db lineside.db
check "so it does in the smallest heap" ends 0 env LINESIDE_HEAP=32m "$LINESIDE" status --db lineside.db --config lineside.toml
kill -CONT $first
status=0
wait $first || status=$?
trap - EXIT
check "the first run ends well" equal "$status" 0
check "the next one may start" ends 0 lineside detect "$REFERENCE_DATA/new" --db lineside.db -q
check "no run is left open" equal "$(sql lineside.db "SELECT count(*) FROM run WHERE status <> 'ok'")" 0
