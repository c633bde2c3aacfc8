"""The probe in a copy of a card: its own units, read from it, with the probe in the program's place. The boot test puts them there, and judges what
the device says of them on its serial line."""
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import judge  # noqa: E402
import units  # noqa: E402

LEAST = 40
FIRST, LAST = "/usr/lib/systemd/system", "/etc/systemd/system"


def debugfs(place, command, write=False):
    done = subprocess.run(["debugfs", *(["-w"] if write else []), "-R", command, place], capture_output=True, text=True, check=True)
    return done.stdout


def of_card(place, unit):
    """The unit and its drop-in, as they lie on the card."""
    name = units.SERVICES[unit] + ".service"
    return debugfs(place, f"cat {FIRST}/{name}"), debugfs(place, f"cat {LAST}/{name}.d/device.conf")


def put(place, folder, arch):
    """Into the file system at `place` ("FILE?offset=N"): the probe, its units, and nothing that anybody but them starts."""
    probe = os.path.join(folder, "forbidden-probe")
    subprocess.run([os.path.join(HERE, "compile"), probe, arch], check=True)
    debugfs(place, f"write {probe} {units.PROBE}", write=True)
    files = units.all_of([units.probing(unit, *of_card(place, unit)) for unit in units.SERVICES])
    for name, content in files.items():
        if "/" in name:
            debugfs(place, f"mkdir {LAST}/{os.path.dirname(name)}", write=True)
        here = os.path.join(folder, name.replace("/", "."))
        with open(here, "w", encoding="utf-8") as file:
            file.write(content)
        debugfs(place, f"write {here} {LAST}/{name}", write=True)


def complaints(serial):
    """What is wrong, from lines "forbidden NAME: …", and a line a unit of what is right."""
    logs = {}
    for name, line in re.findall(r"^forbidden (\w+): (.*)$", serial, re.MULTILINE):
        logs[name] = logs.get(name, "") + line + "\n"
    control, wrong, right = logs.get("control", ""), [], []
    for unit, name in units.SERVICES.items():
        found, refused = judge.complaints(unit, logs.get(unit, ""), control, LEAST)
        wrong += found
        right.append(f"{name}: {refused} forbidden acts refused, {len(judge.allowed(logs.get(unit, '')))} allowed")
    return wrong, right
