"""Copies of a device's units in which the probe stands for the program, and nothing else is changed that holds it back."""
import os
import re

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROBE = "/usr/lib/hineni-forbidden-probe"
SERVICES = {"kiosk": "hineni-kiosk", "sync": "hineni-sync", "import": "hineni-import", "card": "hineni-import-card"}

# What is no restriction: when it runs, how often, and where its words go. The kiosk's console has the kiosk on it.
INSTEAD = """[Service]
Type=oneshot
Restart=no
ExecStart=
ExecStart={probe} {unit}
StandardInput=null
StandardOutput=append:/run/forbidden/{log}
StandardError=append:/run/forbidden/{log}
"""
# Mounts of its own, because while it tries whether it may mount, others make their folders in /tmp.
CONTROL = "[Unit]\nDescription=Everything is tried as root\n\n[Service]\nPrivateMounts=yes\n"
# There once the services have begun, so that what they make is there to be looked at.
VICTIM = f"""[Unit]
After=hineni-kiosk.service hineni-sync.service

[Service]
User=hineni
RuntimeDirectory=forbidden
RuntimeDirectoryMode=0777
ExecStart={PROBE} victim
ExecStartPost=+/bin/sh -c 'until [ -s /run/forbidden/victim ] && [ -e /var/lib/hineni/queue.db ]; do sleep 0.1; done'
TimeoutStartSec=10min
"""
END = """[Unit]
Wants={wants}
After={wants}

[Service]
Type=oneshot
ExecStart=/bin/sh -c 'for unit in {wants}; do echo "$unit" $(systemctl show --property Result,ExecMainStatus --value $unit); done >/run/forbidden/ended.new; mv /run/forbidden/ended.new /run/forbidden/ended'
"""
RESTRICTION = re.compile(r"^(Private|Protect|Restrict|SystemCall|Capability|NoNew|Lock|MemoryDeny|DevicePolicy|IPAddress|Limit|NoExec|BindReadOnly|ReadOnly|"
                         r"Inaccessible|Keyring|RemoveIPC|UMask|Ambient)\w*=")


def of_source(unit):
    """The unit as it lies in the source, and what a card adds to it."""
    name = SERVICES[unit] + ".service"
    with open(os.path.join(SOURCE, "image", "systemd", name), encoding="utf-8") as file:
        text = file.read()
    drop_in = os.path.join(SOURCE, "image", "root", "etc", "systemd", "system", name + ".d", "device.conf")
    if not os.path.exists(drop_in):
        return text, ""
    with open(drop_in, encoding="utf-8") as file:
        return text, file.read()


def restrictions(text):
    """The lines of a unit that take something from it."""
    return [line for line in text.splitlines() if RESTRICTION.match(line)]


def probing(unit, text, drop_in, log=None):
    """Files of a unit that tries what `unit` must not do: path below /etc/systemd/system -> content."""
    name = f"forbidden-{log or unit}.service"
    after = "[Unit]\nWants=forbidden-victim.service\nAfter=forbidden-victim.service\n"
    text = re.sub(r"(?m)^Before=.*\n", "", text)  # It runs after the services whose place it takes.
    files = {name: text, f"{name}.d/99-probe.conf": after + INSTEAD.format(probe=PROBE, unit=unit, log=log or unit)}
    if drop_in:
        files[f"{name}.d/10-device.conf"] = drop_in
    return files


def all_of(probes):
    """The probes, the control, the victim, and what says that all have ended."""
    files = {}
    for probe in probes:
        files |= probe
    files |= probing("control", CONTROL, "")
    files["forbidden-victim.service"] = VICTIM
    wants = " ".join(name for name in files if name.endswith(".service") and "victim" not in name)
    files["forbidden-end.service"] = END.format(wants=wants)
    return files
