#!/usr/bin/python3
"""list.py BUILD [--reasons FILE] [--out FILE]   the software list of a build, as CycloneDX 1.5.

Asks the programs what they are linked with (readelf) and what comes with that (ldd), dpkg which package and version
each library is of, and the table of reasons why it is here. A library without a reason, or a reason without a library,
is named, and no list is written."""

import argparse
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import uuid

PROGRAMS = ("bin/hineni-kiosk", "bin/hineni-sync", "bin/hineni-desk")
MODULES = "lib/hineni/*.so"  # Loaded while running, by the kiosk.
SANITIZERS = re.compile(r"lib(a|ub|l|t)san\.so")  # Of the build that tests run in.


def say(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def needed(program):
    names = re.findall(r"\(NEEDED\).*\[(.+)\]", say(["readelf", "--dynamic", "--wide", str(program)]))
    return [name for name in names if not SANITIZERS.match(name)]


def found(program):
    """Name of every library that comes along, directly or not, and its file."""
    out = re.findall(r"^\s*(\S+) => (/\S+)", say(["ldd", str(program)]), re.MULTILINE)
    return {name: path for name, path in out if not SANITIZERS.match(name)}


def packages_of(paths):
    """Path -> the package that has it, its version and its architecture. Asked once: dpkg reads all its lists for it."""
    spellings = {spelling: path for path in paths for spelling in
                 (path, os.path.realpath(path), "/usr" + path, path.removeprefix("/usr")) if spelling}
    said = subprocess.run(["dpkg-query", "--search", *spellings], capture_output=True, text=True, check=False).stdout
    names = {}
    for line in said.splitlines():
        package, _, spelling = line.partition(": ")
        if spelling in spellings:
            names[spellings[spelling]] = package.split(", ")[0]
    for path in paths:
        if path not in names:
            raise LookupError(f"{path}: no package of this system has it")
    shown = say(["dpkg-query", "--show", "--showformat=${Package}:${Architecture} ${Package} ${Version} ${Architecture}\n",
                 *sorted(set(names.values()))])
    about = {}
    for line in shown.splitlines():
        full, *rest = line.split()
        about[full] = about[rest[0]] = tuple(rest)
    return {path: about[name] for path, name in names.items()}


def read_reasons(file):
    """Names of one package -> how it is here, licence, reason."""
    out = {}
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            how, names, licence, reason = (part.strip() for part in line.split("|"))
            out[tuple(names.split())] = (how, licence, reason)
    return out


def installed(name):
    said = subprocess.run(["dpkg-query", "--show", "--showformat=${db:Status-Status} ${Version} ${Architecture}", name],
                          capture_output=True, text=True, check=False).stdout.split()
    return said[1:] if said[:1] == ["installed"] else None


class List:
    def __init__(self, build, reasons):
        self.build, self.reasons = build, reasons
        self.files = [build / name for name in PROGRAMS] + sorted(build.glob(MODULES))
        self.components, self.links, self.trouble = {}, {}, []

    def add(self, name, version, architecture, licence=None, reason=None):
        ref = f"pkg:deb/debian/{name}@{version}?arch={architecture}"
        entry = {"type": "library", "bom-ref": ref, "name": name, "version": version, "purl": ref}
        if licence:
            simple = re.fullmatch(r"[A-Za-z0-9.-]+", licence)
            named = {"license": {"name" if licence == "public-domain" else "id": licence}}
            entry["licenses"] = [named if simple else {"expression": licence}]
            entry["description"] = reason
        if ref not in self.components or licence:
            self.components[ref] = entry
        return ref

    def reason_for(self, package):
        return next((names for names in self.reasons if package in names), None)

    def ask_programs(self):
        used = set()
        libraries = {file: found(file) for file in self.files}
        packages = packages_of({path for each in libraries.values() for path in each.values()})
        for file, all_found in libraries.items():
            direct, refs = needed(file), set()
            for library, path in all_found.items():
                package, version, architecture = packages[path]
                names = self.reason_for(package) if library in direct else None
                if library in direct and (names is None or self.reasons[names][0] != "linked"):
                    self.trouble.append(f"{file.name} is linked with {library} of {package}, which has no reason")
                used.add(names)
                _, licence, reason = self.reasons.get(names, (None, None, None))
                refs.add(self.add(package, version, architecture, licence, reason))
            self.links[file.name] = sorted(refs)
        for names, (how, _, _) in self.reasons.items():
            if how == "linked" and names not in used:
                self.trouble.append(f"{names[0]} has a reason, and no program is linked with it")

    def add_inside(self):
        for names, (how, licence, reason) in self.reasons.items():
            if how != "inside":
                continue
            here = next((name for name in names if installed(name)), None)
            if here is None:
                self.trouble.append(f"{names[0]} has a reason, and is not installed")
                continue
            ref = self.add(here, *installed(here), licence, reason)
            for refs in self.links.values():
                refs.append(ref)

    def document(self):
        now = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
        whole = {"type": "application", "bom-ref": "hineni", "name": "hineni",
                 "licenses": [{"license": {"id": "GPL-3.0-or-later"}}]}
        programs = [{"type": "application", "bom-ref": file.name, "name": file.name} for file in self.files]
        document = {
            "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
            "metadata": {"timestamp": now.strftime("%Y-%m-%dT%H:%M:%SZ"), "component": whole},
            "components": programs + [self.components[ref] for ref in sorted(self.components)],
            "dependencies": [{"ref": "hineni", "dependsOn": [program["bom-ref"] for program in programs]}] +
                            [{"ref": name, "dependsOn": refs} for name, refs in self.links.items()],
        }
        # The same build has the same number: it is made of what the list says.
        number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(document, sort_keys=True))
        return {**document, "serialNumber": f"urn:uuid:{number}"}


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--reasons", type=pathlib.Path, default=pathlib.Path(__file__).parent / "reasons")
    parser.add_argument("--out", type=pathlib.Path)
    options = parser.parse_args()
    made = List(options.build, read_reasons(options.reasons))
    made.ask_programs()
    made.add_inside()
    for line in sorted(set(made.trouble)):
        print(f"software list: {line}", file=sys.stderr)
    if made.trouble:
        print(f"hint: correct {options.reasons}", file=sys.stderr)
        return 1
    text = json.dumps(made.document(), indent=1, ensure_ascii=False) + "\n"
    if options.out:
        options.out.write_text(text, "utf-8")
        print(f"{len(made.components)} packages in {options.out}")
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
