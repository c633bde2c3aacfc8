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

while IFS=: read -r file line text; do
    [[ $text =~ \"((kiosk|sync)/[a-z_]+)/ ]] || continue
    to=${BASH_REMATCH[1]}
    from=${file%/*}
    case $file in kiosk/main.cpp | sync/*_main.cpp) continue ;; esac
    [[ $from == "$to"* ]] && continue
    allowed=$(awk -v room="$from" '$1 == room || index(room, $1 "/") == 1 { for (i = 2; i <= NF; i++) print $i }' <<<"$rooms")
    grep -qxF "$to" <<<"$allowed" || complain "$file:$line: $from may not include $to"
done <<<"$includes"

# The shared words are the standard library's and their own.
while IFS=: read -r file line text; do
    [[ $file == include/* ]] || continue
    [[ $text =~ \<([a-z_]+)\> || $text =~ \"hineni/ || $text =~ tl/expected ]] ||
        complain "$file:$line: include/ is for the standard library and itself"
done <<<"$includes"

while IFS= read -r folder; do
    grep -qE "^$folder( |\$)" <<<"$rooms" || complain "$folder is in no table of tests/layering.sh: say what it may include"
done < <(find include/hineni kiosk sync -mindepth 0 -name '*.hpp' -printf '%h\n' | sort -u)

# Within one program a name is one type: two of the same name compile, and one of them runs with the other's bones.
types_in() { # types_in FOLDER…: "Name file" of each type that is not in an unnamed namespace or another type
    find "$@" \( -name '*.hpp' -o -name '*.cpp' \) -print0 | LC_ALL=C sort -z | xargs -0 awk '
        FNR == 1 { within = "" }
        /^namespace [a-z:_]+ \{/ { within = $2 "::" }
        /^namespace \{/ { unnamed = 1 } /^\}  \/\/ namespace$/ { unnamed = 0 }
        !unnamed && /^(struct|class|enum class|union) [A-Z][A-Za-z0-9]*( final)?( :[^;]*)? \{/ {
            name = $0; sub(/^(struct|class|enum class|union) /, "", name); sub(/[^A-Za-z0-9].*/, "", name); print within name, FILENAME }'
}
for program in "include sync" "include kiosk sync/seal sync/queue sync/bundle sync/errand sync/packs sync/clock"; do
    read -r -a folders <<<"$program"
    while read -r name one other; do
        complain "$other: there is a $name in $one already, in the same program"
    done < <(types_in "${folders[@]}" | awk '$1 in seen { print $1, seen[$1], $2 } { seen[$1] = $2 }')
done

if ((failures)); then
    echo "layering: $failures wrong arrows. hint: move the code to where its library lives, or the words to include/hineni" >&2
    exit 1
fi
echo "layering: all arrows point down"
