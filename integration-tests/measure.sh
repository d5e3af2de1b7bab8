# shellcheck shell=bash disable=SC2154 # place and lineside are whoever reads this file's
# What bench.sh, soak.sh and capacity.sh share. Needs place, a folder, and lineside, the command.

# The command /usr/bin/time tells peak memory and processor time.
need_time() {
    local as_root=()
    [ ! -x /usr/bin/time ] || return 0
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get -qq update >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get -qq install -y --no-install-recommends time >/dev/null 2>&1 ||
        { echo "the command time is needed: install the package time" >&2; exit 1; }
}

# timed COMMAND...: sets wall and cpu in seconds, and peak_kib; output goes to out.txt and err.txt.
timed() {
    local start=$EPOCHREALTIME end status=0
    /usr/bin/time -o "$place/time.txt" -f '%U %S %M' "$@" >"$place/out.txt" 2>"$place/err.txt" || status=$?
    end=$EPOCHREALTIME
    if [ $status != 0 ]; then
        tail -n 5 "$place/err.txt" >&2
        return 1
    fi
    # shellcheck disable=SC2034 # for the caller
    read -r wall cpu peak_kib < <(tail -n 1 "$place/time.txt" |
        awk -v start="$start" -v end="$end" '{ printf "%.4f %.2f %d\n", end - start, $1 + $2, $3 }')
}

machine() {
    echo "$(nproc) processors ($(awk -F ': ' '/model name/ { print $2; exit }' /proc/cpuinfo))," \
        "$(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo) of memory, $("$lineside" --version | head -n 1)."
}

# between NAME FILE PAGE: puts a file between the page's markers of that name; the rest of the page is written by hand.
between() {
    local begin="<!-- $1: written by ./dev bench -->" end="<!-- end of $1 -->"
    if ! grep -qxF "$begin" "$3" || ! grep -qxF "$end" "$3"; then
        echo "$3 lacks the markers of $1" >&2
        return 1
    fi
    awk -v begin="$begin" -v end="$end" -v from="$2" '
        $0 == end { inside = 0 }
        !inside { print }
        $0 == begin { inside = 1; while ((getline line < from) > 0) print line }' "$3" >"$3.new"
    mv "$3.new" "$3"
}
