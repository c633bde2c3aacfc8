#!/usr/bin/env bash
# The device's rule for USB (image/root/etc/udev/rules.d/60-hineni-usb.rules) lets in what a table needs, and nothing that is anything else besides.
# Its patterns are the shell's; read from the rule itself. What is asked about is udev's list of a device's interfaces: class, subclass, protocol.
set -euo pipefail
rule=$HINENI_SOURCE/image/root/etc/udev/rules.d/60-hineni-usb.rules
mapfile -t turned_away < <(sed -nE 's/^ENV\{ID_USB_INTERFACES\}=="([^"]*)", GOTO="hineni_usb_end"$/\1/p' "$rule" | tr '|' '\n')
lets_in() {
    local pattern
    for pattern in "${turned_away[@]}"; do
        # shellcheck disable=SC2053  # A pattern.
        [[ $1 != $pattern ]] || return 1
    done
}
wrong=0
expect() { # expect yes|no INTERFACES WHAT
    local let_in=no
    if lets_in "$2"; then let_in=yes; fi
    [[ $let_in == "$1" ]] || { echo "usb: $3 ($2): let in: $let_in" >&2; wrong=1; }
}
expect yes :030101: "a keyboard"
expect yes :030101:030000: "a keyboard with a pad"
expect yes :030000: "a touch screen"
expect yes :080650: "a stick"
expect yes :080662: "a fast stick"
expect yes :090000: "a hub"
expect yes :020600:0a0000: "a network adapter"
expect yes :e00103:0a0000: "a phone as network adapter"
expect yes :ef0401:0a0000: "another"
expect yes :ffff00: "a network adapter of a maker's own kind"
expect yes :010100:010200: "headphones"
expect no "" "nothing that is known"
expect no :0e0100:0e0200: "a camera"
expect no :e00101: "Bluetooth"
expect no :070102: "a printer"
expect no :0b0000: "a card reader for keys"
expect no :fe0102: "new firmware"
expect no :dc0202: "a diagnosis"
expect no :060101: "a camera's pictures"
expect no :030101:0e0100: "a keyboard that is a camera too"
expect no :080650:e00101: "a stick that is Bluetooth too"
expect no :ef0101: "a phone's synchronizing"
((${#turned_away[@]} >= 10)) || { echo "usb: the rule could not be read" >&2; wrong=1; }
exit $wrong
