#!/usr/bin/env bash
# A device's sticks have the names that an event pack counts on: the next stick is /media/stick again, whoever unmounted the last one.
set -euo pipefail
if [[ -z ${HINENI_OWN_MOUNTS:-} ]]; then
    if ! unshare --mount --map-root-user true 2>/dev/null; then
        echo "stick: no mounts of one's own here: nothing was tried"
        exit 0
    fi
    HINENI_OWN_MOUNTS=yes exec unshare --mount --map-root-user "$0"
fi
mount -t tmpfs tmpfs /media
mount -t tmpfs tmpfs /run
world=$(mktemp -d)
trap 'rm -rf "$world"' EXIT
# Without devices: a stick is a tmpfs, of which the mount table says what DEVICE is.
printf '#!/bin/sh\necho vfat\n' >"$world/blkid"
# shellcheck disable=SC2016
printf '#!/bin/sh\nfor place; do :; done\nexec /bin/mount -t tmpfs "$(echo "$*" | grep -o "/dev/[a-z]*")" "$place"\n' >"$world/mount"
chmod +x "$world"/*
stick() { PATH=$world:$PATH "$HINENI_SOURCE/image/root/usr/lib/hineni/stick" "$@"; }
lies_at() { # lies_at PLACES, WHEN
    local there
    there=$(cd /media && echo *)
    [[ $there == "$1" ]] || { echo "stick: $2, sticks lie at \"$there\" and not at \"$1\"" >&2; exit 1; }
}

stick put-in sdx
lies_at 'stick' 'with one in'
stick put-in sdy
lies_at 'stick stick-2' 'with two in'
stick taken-out sdx
lies_at 'stick-2' 'with the first out'
stick put-in sdx
lies_at 'stick stick-2' 'with the first in again'
umount /media/stick # As systemd does when it notices first that the device is gone.
stick taken-out sdx
lies_at 'stick-2' 'unmounted by somebody else'
stick put-in sdx
lies_at 'stick stick-2' 'with the next one in'
stick taken-out sdx
stick taken-out sdy
lies_at '*' 'with all of them out'
stick taken-out sdx
