# What the cases of the Debian package share; read by lib.sh of those that say so. Needs to be root on a Debian system whose
# own package sources can be reached; everything else is installed.

ROOT=$(dirname "$TESTS")
PACKAGE=$(echo "$ROOT"/target/lineside_*_amd64.deb)
# Kept from one run to the next, since they take half a minute each.
BASES=${LINESIDE_TEST_BASES:-/var/cache/lineside-tests}

# left_out REASON: the case ends here, and is said to have been left out.
left_out() {
    echo "left out: $1"
    printf 'ok\t%s\t%s\n' "$CASE" "left out: $1" >>"$PLACE/results"
    exit 0
}

need_root() {
    [ "$(id -u)" = 0 ] || left_out "only root can do this"
    mkdir -p probe
    mount -t tmpfs none probe 2>/dev/null || left_out "no file system can be mounted here"
    umount probe
}

# tools PACKAGE...: those of them that are not installed.
tools() {
    local missing
    missing=$(for p in "$@"; do
        dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || echo "$p"
    done)
    [ -n "$missing" ] || return 0
    (
        flock 9
        # Services that a package starts must not keep the lock.
        apt-get -qq update >/dev/null 2>&1 9>&- || true
        # shellcheck disable=SC2086 # several words
        DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing >/dev/null 2>&1 9>&-
    ) 9>"$PLACE/lock" || left_out "these can't be installed: $missing"
}

# The package and its repository, made when they are older than what they are made of.
need_repository() {
    (flock 9 && "$ROOT/dev" repo --test 9>&-) 9>"$PLACE/lock" || return 1
    PACKAGE=$(echo "$ROOT"/target/lineside_*_amd64.deb)
    VERSION=$(dpkg-deb -f "$PACKAGE" Version)
    REPO=$ROOT/target/repo
}

# mirror: where this machine's own packages come from.
mirror() {
    apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' |
        awk -v c="$(. /etc/os-release && echo "$VERSION_CODENAME")" '$2 == c { print $1; exit }'
}

# base SUITE: a minimal system with systemd; fails where the mirror lacks it.
base() {
    local folder=$BASES/$1
    [ -d "$folder" ] && return 0
    tools mmdebstrap
    mkdir -p "$BASES"
    rm -rf "$folder.part"
    mmdebstrap --quiet --variant=minbase --format=directory --include=systemd,systemd-sysv "$1" "$folder.part" "$(mirror)" &&
        mv "$folder.part" "$folder"
}

# system SUITE: in SUITE/root a system of its own over the base, which knows our repository, as /mnt/repo, and no other.
system() {
    local here=$PWD/$1
    mkdir -p "$here/upper" "$here/work" "$here/root"
    mount -t overlay overlay -o "lowerdir=$BASES/$1,upperdir=$here/upper,workdir=$here/work" "$here/root"
    MOUNTED="$here/root ${MOUNTED:-}"
    trap unmount EXIT
    SYSTEM=$here/root
    rm -rf "$SYSTEM/etc/apt/sources.list" "$SYSTEM"/etc/apt/sources.list.d/*
    echo force-unsafe-io >"$SYSTEM/etc/dpkg/dpkg.cfg.d/quick"
    mkdir -p "$SYSTEM/mnt/repo" "$SYSTEM/mnt/data" "$SYSTEM/etc/apt/keyrings"
    cp "$REPO/archive-key.gpg" "$SYSTEM/etc/apt/keyrings/ours.gpg"
    echo 'deb [signed-by=/etc/apt/keyrings/ours.gpg] file:/mnt/repo stable main' >"$SYSTEM/etc/apt/sources.list.d/ours.list"
    cp -r "$REPO/." "$SYSTEM/mnt/repo"
    cp -r "$REFERENCE_DATA/." "$SYSTEM/mnt/data"
}

unmount() {
    local place
    for place in ${MOUNTED:-}; do
        umount -l "$place" || true
    done
    MOUNTED=
}

# inside COMMAND...: in the system, without any network.
inside() {
    DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/root unshare --net --mount --pid --fork -- \
        sh -c 'root=$1; shift; mount -t proc proc "$root/proc" && exec chroot "$root" "$@"' sh "$SYSTEM" "$@"
}

# Another version of the package, quickly packed: repack FROM VERSION TO.
repack() {
    local tree
    tree=$(mktemp -d -p .)
    dpkg-deb -R "$1" "$tree/p"
    sed -i "s/$VERSION/$2/" "$tree"/p/DEBIAN/control "$tree"/p/DEBIAN/pre* "$tree"/p/DEBIAN/post*
    # A configuration file that was otherwise then.
    echo '# of another version' >>"$tree/p/etc/lineside/profiles/lte.toml"
    sed -i "s/^[0-9a-f]*  etc.lineside.profiles.lte.toml$/$(md5sum <"$tree/p/etc/lineside/profiles/lte.toml" | cut -c 1-32)  etc\/lineside\/profiles\/lte.toml/" "$tree/p/DEBIAN/md5sums"
    dpkg-deb --root-owner-group -Zgzip -z1 -b "$tree/p" "$3" >/dev/null
    rm -rf "$tree"
}

# listing: every file and folder of the system but what is mounted, borrowed, or of apt and dpkg themselves.
listing() {
    (cd "$SYSTEM" && find . -path ./mnt -prune -o -path ./proc -prune -o -path ./var/log -prune -o -path ./var/lib/apt -prune \
        -o -path ./var/cache/apt -prune -o -print | grep -vE '^./(var/lib/dpkg/(status|available|lock|diversions|triggers|statoverride)|var/cache/debconf|etc/(passwd|group|shadow|gshadow|subuid|subgid|\.pwd\.lock)|var/cache/ldconfig|run/|tmp/)' | LC_ALL=C sort)
}
