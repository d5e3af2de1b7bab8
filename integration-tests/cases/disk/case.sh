fixed="--set references.learn_every_days=1000 --set references.settling_days=0"
mkdir disk
if ! mount -t tmpfs -o size=64m lineside-test disk 2>mount.txt; then
    echo "left out: $(cat mount.txt)"
    printf 'ok\t%s\t%s\n' "$CASE" "left out, since no file system can be mounted here" >>"$PLACE/results"
    exit 0
fi
trap 'umount "$PLACE/$CASE/disk"' EXIT

# fill KIBIBYTES: leaves so much free.
fill() {
    local free
    rm -f disk/fill
    free=$(df --output=avail -k disk | tail -n 1)
    [ "$free" -le "$1" ] || head -c "$(((free - $1) * 1024))" /dev/zero >disk/fill
}
finished() {
    # shellcheck disable=SC2046 # names of tables have no spaces
    dump disk/lineside.db $(result_tables disk/lineside.db)
    (cd disk && find . -type f -path './*/*' -not -path './rejects/*' | LC_ALL=C sort)
}
empty() { find disk -mindepth 1 -delete; }
ready() {
    empty
    case $1 in
        learn) ;;
        detect) learnt disk/lineside.db ;;
        run)
            learnt disk/lineside.db
            mkdir disk/incoming
            cp "$REFERENCE_DATA"/new/* disk/incoming
            touch -d '10 minutes ago' disk/incoming/*
            ;;
    esac
}
work() {
    case $1 in
        learn) lineside learn "$REFERENCE_DATA/history" --db disk/lineside.db -q ;;
        detect) lineside detect "$REFERENCE_DATA/new" --db disk/lineside.db -q ;;
        # shellcheck disable=SC2086 # several words
        run) lineside run --db disk/lineside.db $fixed -q ;;
    esac
}
# Free space in KiB: none at all, enough for the first rows, and enough for half of the work.
for verb in learn detect run; do
    ready $verb
    size=$(stat -c %s disk/lineside.db 2>/dev/null || echo 0)
    check "$verb undisturbed ends well" ends 0 work $verb
    [ $verb = run ] && work run >/dev/null 2>&1
    finished >$verb-undisturbed.txt
    grew=$((($(stat -c %s disk/lineside.db) - size) / 1024))
    for free in 0 200 $((grew / 2)); do
        ready $verb
        before=$([ -f disk/lineside.db ] && finished | md5sum || true)
        fill "$free"
        check "$verb with $free KiB left ends with 1" ends 1 work $verb
        check "$verb with $free KiB left says why" says 'disk is full|no space left'
        check "$verb with $free KiB left says it in a sentence" equal "$(grep -Ec 'Exception|^[[:space:]]+at ' err.txt)" 0
        [ -z "$before" ] || check "$verb with $free KiB left changes nothing" equal "$(finished | md5sum)" "$before"
        rm -f disk/fill
        check "$verb after $free KiB: with space again it ends well" ends 0 work $verb
        [ $verb = run ] && work run >/dev/null 2>&1
        finished >$verb-after.txt
        check "$verb after $free KiB: all is as undisturbed" same $verb-undisturbed.txt $verb-after.txt
        check "$verb after $free KiB: no run is left open" equal \
            "$(sql disk/lineside.db "SELECT count(*) FROM run WHERE status = 'running'")" 0
    done
done
