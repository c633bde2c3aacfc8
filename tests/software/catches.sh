#!/usr/bin/env bash
# The software list of this build: a valid CycloneDX 1.5 in which every library is that the programs are linked with. A library
# without a reason and a reason without a library are caught.
set -euo pipefail
list=$HINENI_SOURCE/tests/software/list.py
reasons=$HINENI_SOURCE/tests/software/reasons
build=${HINENI_BIN%/bin}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$list" "$build" --out "$folder/list.json"
/usr/bin/python3 - "$folder/list.json" "$build" <<'CHECK'
import json, pathlib, re, subprocess, sys
document = json.load(open(sys.argv[1]))
assert document["bomFormat"] == "CycloneDX" and document["specVersion"] == "1.5" and document["version"] == 1
assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", document["serialNumber"])
known = [each["bom-ref"] for each in document["components"]] + [document["metadata"]["component"]["bom-ref"]]
assert len(known) == len(set(known)), "a name stands for two things"
for each in document["components"]:
    assert each["type"] in ("application", "library") and each["name"]
    assert each["type"] == "application" or each["version"] and each["purl"].startswith("pkg:deb/")
for link in document["dependencies"]:
    assert link["ref"] in known and set(link["dependsOn"]) <= set(known), link["ref"]
# Asked another way: what the loader finds, and dpkg by both names that a merged /usr has for it; once, for it is slow.
names = {each["name"] for each in document["components"]}
files = set()
for program in ("hineni-kiosk", "hineni-sync", "hineni-desk"):
    said = subprocess.run(["ldd", f"{sys.argv[2]}/bin/{program}"], capture_output=True, text=True, check=True).stdout
    files |= {path.removeprefix("/usr") for path in re.findall(r"=> (/\S+)", said) if not re.search(r"/lib(a|ub)san", path)}
assert len(files) > 20
both = [start + file for file in sorted(files) for start in ("", "/usr")]
said = subprocess.run(["dpkg-query", "--search", *both], capture_output=True, text=True).stdout
owners = {line.split(": ")[1].removeprefix("/usr"): line.split(":")[0] for line in said.splitlines()}
for file in sorted(files):
    assert owners.get(file) in names, f"{file} of {owners.get(file)} is not in the list"
CHECK

caught() { # caught WHAT WORDS: the list is refused with these words
    if "$list" "$build" --reasons "$folder/reasons" >"$folder/said" 2>&1 || ! grep -q "$2" "$folder/said"; then
        echo "software list: $1 was not caught" >&2
        cat "$folder/said" >&2
        exit 1
    fi
}
grep -v libsodium23 "$reasons" >"$folder/reasons"
caught "a library without a reason" "libsodium23, which has no reason"
{ cat "$reasons" && echo "linked | nobody-links-this | MIT | none"; } >"$folder/reasons"
caught "a reason without a library" "nobody-links-this has a reason"
