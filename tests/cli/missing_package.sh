#!/usr/bin/env bash
# Configuring on a machine without the packages names the package and the command that installs it, before any compiler error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

if PKG_CONFIG_LIBDIR=/nonexistent cmake -S "$HINENI_SOURCE" -B "$folder" -G Ninja >"$folder/said" 2>&1; then
    echo "configured without a single library" >&2
    exit 1
fi
grep -q 'Debian package libsodium-dev (libsodium) is missing' "$folder/said" || { cat "$folder/said"; exit 1; }
grep -q 'hint: run kiosk/packages build' "$folder/said" || { cat "$folder/said"; exit 1; }

if "$HINENI_SOURCE/kiosk/packages" bild 2>"$folder/said"; then exit 1; fi
grep -q 'no group "bild"; right would be:' "$folder/said"
