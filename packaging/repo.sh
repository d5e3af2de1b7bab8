#!/bin/sh
# Makes a signed apt repository of one package: pool/, dists/, Release, InRelease and the public key beside them.
#
#   packaging/repo.sh PACKAGE FOLDER [--key ID | --test]
#
# --key ID  the secret key of the release, in the GnuPG home of whoever calls (GNUPGHOME)
# --test    a key made for this folder; what it signs proves nothing to anybody (the default)
set -eu

package=$1
repo=$(realpath -m "$2")
key=
case ${3:---test} in
    --key) key=${4:?packaging/repo.sh: --key wants the name of a key} ;;
    --test) ;;
    *) echo "packaging/repo.sh: $3: expected --key ID or --test" >&2; exit 2 ;;
esac
suite=stable
fail() { echo "packaging/repo.sh: $*" >&2; exit 1; }

for tool in apt-ftparchive:apt-utils gpg:gpg; do
    command -v "${tool%:*}" >/dev/null && continue
    apt-get -qq update >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${tool#*:}" gpg-agent >/dev/null 2>&1 ||
        fail "${tool%:*} is needed: install the package ${tool#*:}"
done

if [ -z "$key" ]; then
    GNUPGHOME=$repo.key
    export GNUPGHOME
    if [ ! -d "$GNUPGHOME" ]; then
        mkdir -m 700 "$GNUPGHOME"
        gpg --batch --quiet --passphrase '' --quick-generate-key 'Lineside test key' rsa3072 sign never 2>/dev/null ||
            fail "no key could be made"
    fi
    key='Lineside test key'
fi

rm -rf "$repo.part"
pool=pool/main/l/lineside
dist=dists/$suite
mkdir -p "$repo.part/$pool" "$repo.part/$dist/main/binary-amd64"
cp "$package" "$repo.part/$pool/"
cd "$repo.part"
apt-ftparchive packages pool >"$dist/main/binary-amd64/Packages"
gzip -9nk "$dist/main/binary-amd64/Packages"
# Under another name first: it would list itself.
apt-ftparchive -o APT::FTPArchive::Release::Origin=Lineside -o APT::FTPArchive::Release::Label=Lineside \
    -o APT::FTPArchive::Release::Suite=$suite -o APT::FTPArchive::Release::Codename=$suite \
    -o APT::FTPArchive::Release::Architectures=amd64 -o APT::FTPArchive::Release::Components=main \
    release "$dist" >Release.new
mv Release.new "$dist/Release"
gpg --batch --quiet --no-auto-check-trustdb --yes --local-user "$key" --digest-algo SHA512 --clearsign -o "$dist/InRelease" "$dist/Release"
gpg --batch --quiet --no-auto-check-trustdb --yes --local-user "$key" --digest-algo SHA512 --armor --detach-sign -o "$dist/Release.gpg" "$dist/Release"
gpg --batch --quiet --no-auto-check-trustdb --export "$key" >archive-key.gpg
rm -rf "$repo"
mv "$repo.part" "$repo"
echo "$repo: signed by $(gpg --batch --quiet --no-auto-check-trustdb --with-colons --list-keys "$key" | sed -n 's/^fpr:*\([^:]*\):$/\1/p' | head -n 1)" >&2
