#!/usr/bin/env bash
# tests/layering.sh must be able to fail: each of these wrong arrows, planted in a copy of the tree, is caught.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r "$root/include" "$root/kiosk" "$root/sync" "$copy"

"$root/tests/layering.sh" "$copy" >/dev/null || { echo "the tree itself has wrong arrows" >&2; exit 1; }

planted() {
    local file=$copy/$1 line=$2
    cp "$file" "$copy/before"
    printf '%s\n' "$line" >>"$file"
    if "$root/tests/layering.sh" "$copy" >/dev/null 2>&1; then
        echo "not caught: $line in $1" >&2
        exit 1
    fi
    cp "$copy/before" "$file"
    echo "caught: $line in $1"
}
planted kiosk/session/session.hpp '#include <sqlite3.h>'
planted kiosk/session/session.hpp '#include "kiosk/screens/draw.hpp"'
planted kiosk/form/rules.hpp '#include "sync/seal/open.hpp"'
planted include/hineni/form.hpp '#include <nlohmann/json.hpp>'
planted include/hineni/form.hpp '#include "kiosk/session/session.hpp"'
planted sync/bundle/bundle.hpp '#include "sync/desk/collect.hpp"'
planted sync/publish/grouping.hpp $'namespace hineni {\nstruct Ledger {'
planted sync/clock/clock.cpp '#include <curl/curl.h>'
planted kiosk/session/facts.hpp $'namespace hineni {\nclass Findings {'
planted sync/desk/proof.cpp $'namespace hineni {\nenum class Lamp : int {'
