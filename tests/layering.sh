#!/usr/bin/env bash
# tests/layering.sh [ROOT]   Who may include what. Prints every include that points the wrong way and fails.
# The two tables are the architecture; change them on purpose, with a reason in the README of the folder.
set -euo pipefail
root=${1:-$(cd "$(dirname "$0")/.." && pwd)}
cd "$root"

# Each outside library is known by these folders (or files) and no others.
libraries='
sodium\.h|sodium/            sync/seal/
sqlite3\.h                   sync/queue/
curl/                        sync/send/
openssl/                     sync/send/
toml\+\+/                    kiosk/form/
phonenumbers/                kiosk/form/module/
nlohmann/                    sync/desk/ sync/commands/ sync/publish/
unicode/                     sync/people/
cairo|pango|glib             sync/print/
CLI/                         sync/commands/program.cpp kiosk/main.cpp
SDL                          kiosk/shell/sdl/
stb_                         kiosk/shell/
xf86drm|libinput|xkbcommon   kiosk/shell/kms/
systemd/                     kiosk/device/
alsa/                        kiosk/device/
imgui                        kiosk/text/ kiosk/raster/ kiosk/widgets/ kiosk/screens/ kiosk/shell/
ft2build\.h|freetype/|hb|fribidi   kiosk/text/
qrencode\.h                  kiosk/widgets/
tl/expected\.hpp             include/hineni/
'

# Each room may include its own headers, include/hineni, and these rooms. Arrows point down.
rooms='
include/hineni
sync/clock
sync/seal
sync/queue
sync/bundle     sync/seal
sync/send       sync/bundle sync/seal sync/queue
sync/desk       sync/send sync/bundle sync/seal
sync/people     sync/desk sync/seal
sync/print      sync/people sync/desk sync/seal
sync/publish    sync/people sync/desk sync/send sync/queue sync/seal
sync/errand     sync/seal
sync/packs      sync/seal kiosk/form
sync/commands   sync/packs sync/errand sync/publish sync/print sync/people sync/desk sync/send sync/bundle sync/queue sync/seal kiosk/form
kiosk/form
kiosk/session   kiosk/form
kiosk/text
kiosk/raster    kiosk/text
kiosk/widgets   kiosk/session kiosk/form kiosk/text
kiosk/screens   kiosk/widgets kiosk/session kiosk/form kiosk/text
kiosk/voice     kiosk/widgets kiosk/session kiosk/form
kiosk/device    kiosk/session
kiosk/device/module   kiosk/device kiosk/session
kiosk/shell     kiosk/screens kiosk/voice kiosk/widgets kiosk/session kiosk/form kiosk/text kiosk/raster
kiosk/shell/sdl kiosk/shell
kiosk/shell/kms kiosk/shell
'

failures=0
complain() {
    echo "layering: $1" >&2
    failures=$((failures + 1))
}

# file:line:#include <what>  for all of the product (tests may include anything).
includes=$(grep -rnE '^[[:space:]]*#[[:space:]]*include' include kiosk sync --include='*.hpp' --include='*.cpp' || true)

while read -r pattern folders; do
    [[ -n $pattern ]] || continue
    while IFS=: read -r file line _; do
        [[ -n $file ]] || continue
        allowed=no
        for folder in $folders; do [[ $file == "$folder"* ]] && allowed=yes; done
        [[ $allowed == yes ]] || complain "$file:$line includes a library that only $folders may know ($pattern)"
    done < <(grep -E "#[[:space:]]*include[[:space:]]*[<\"]($pattern)" <<<"$includes" || true)
done <<<"$libraries"

# One pass for all: a shell's loop over three thousand lines takes seconds.
while IFS= read -r words; do
    [[ -n $words ]] && complain "$words"
done < <(awk -v rooms="$rooms" '
    BEGIN {
        count = split(rooms, row, "\n")
        for (i = 1; i <= count; ++i) {
            cells = split(row[i], cell, " ")
            for (j = 2; j <= cells; ++j) may[cell[1], cell[j]] = 1
        }
    }
    function allowed(from, to,   room, at) {  # A room inside another may what the other may.
        for (room = from; room != ""; room = at ? substr(room, 1, at - 1) : "") {
            if ((room, to) in may) return 1
            at = match(room, "/[^/]*$")
        }
        return 0
    }
    {
        split($0, part, ":"); file = part[1]; place = file ":" part[2]
        from = file; sub("/[^/]*$", "", from)
        # The shared words are the standard library'"'"'s and their own.
        if (file ~ "^include/" && !($0 ~ "<[a-z_]+>|\"hineni/|tl/expected")) print place ": include/ is for the standard library and itself"
        if (file == "kiosk/main.cpp" || file ~ "^sync/[^/]*_main[.]cpp$" || !match($0, "\"(kiosk|sync)/[a-z_]+/")) next
        to = substr($0, RSTART + 1, RLENGTH - 2)
        if (index(from, to) != 1 && !allowed(from, to)) print place ": " from " may not include " to
    }' <<<"$includes")

while IFS= read -r folder; do
    grep -qE "^$folder( |\$)" <<<"$rooms" || complain "$folder is in no table of tests/layering.sh: say what it may include"
done < <(find include/hineni kiosk sync -mindepth 0 -name '*.hpp' -printf '%h\n' | sort -u)

# A name is one type: two of the same name compile, and one of them runs with the other's bones. Kiosk and desk are two
# programs, but tests link rooms of both.
types_in() { # types_in FOLDER…: "Name file" of each type that is not in an unnamed namespace or another type
    find "$@" \( -name '*.hpp' -o -name '*.cpp' \) -print0 | LC_ALL=C sort -z | xargs -0 awk '
        FNR == 1 { within = "" }
        /^namespace [a-z:_]+ \{/ { within = $2 "::" }
        /^namespace \{/ { unnamed = 1 } /^\}  \/\/ namespace$/ { unnamed = 0 }
        !unnamed && /^(struct|class|enum class|union) [A-Z][A-Za-z0-9]*( final)?( :[^;]*)? \{/ {
            name = $0; sub(/^(struct|class|enum class|union) /, "", name); sub(/[^A-Za-z0-9].*/, "", name); print within name, FILENAME }'
}
while read -r name one other; do
    complain "$other: there is a $name in $one already"
done < <(types_in include kiosk sync | awk '$1 in seen { print $1, seen[$1], $2 } { seen[$1] = $2 }')

if ((failures)); then
    echo "layering: $failures wrong arrows. hint: move the code to where its library lives, or the words to include/hineni" >&2
    exit 1
fi
echo "layering: all arrows point down"
