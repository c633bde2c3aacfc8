#!/usr/bin/env bash
# The services of a device give away no more than they need: systemd's own count of what each could still do, of 10. And they see every errand.
set -euo pipefail
units=$HINENI_SOURCE/image/systemd
if ! systemd-analyze --version >/dev/null 2>&1; then
    echo "units: systemd-analyze is missing; install the package systemd" >&2
    exit 1
fi

at_most() { # at_most TENTHS SERVICE FILE
    systemd-analyze security --offline=true --no-pager --threshold="$1" "$3" >"$report" 2>&1 && return
    echo "units: $2 could do more than $1 tenths of a point:" >&2
    grep -E '✗|Overall|[Uu]nknown' "$report" >&2
    return 1
}
report=$(mktemp) loose=$(mktemp --suffix=.service)
trap 'rm -f "$report" "$loose"' EXIT
at_most 8 hineni-kiosk "$units/hineni-kiosk.service"
at_most 12 hineni-sync "$units/hineni-sync.service"
at_most 3 hineni-import "$units/hineni-import.service"
at_most 3 hineni-import-card "$units/hineni-import-card.service"

# The control: one line less is found.
grep -v '^SystemCallFilter' "$units/hineni-kiosk.service" >"$loose"
if at_most 8 control "$loose" 2>/dev/null; then
    echo "units: a kiosk that may call anything in the kernel was not found" >&2
    exit 1
fi

# An errand that is asked a second time is done too: systemd's path units see that a file is replaced where they watch that file alone.
watches_one() { (($(grep -cE '^Path[A-Za-z]+=' "$1") == 1)); }
for unit in "$units"/*.path; do
    watches_one "$unit" || { echo "units: $unit watches more than one file" >&2; exit 1; }
done
printf 'PathChanged=/a\nPathChanged=/b\n' >"$loose"
if watches_one "$loose"; then
    echo "units: a path unit that watches two files was not found" >&2
    exit 1
fi
