"""The boot test's look inside: a copy of the card with one unit more, which says what the running device is like, and an audit of the card's root."""
import os
import re
import sys

from emulator import BOOT_AT, BOOT_MB, Trouble, overlay, run

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, os.pardir, "tests", "forbidden"))
import on_card  # noqa: E402
ROOT_AT = BOOT_AT + (BOOT_MB << 20)
UNIT = """[Unit]
Description=The boot test looks around
Wants=forbidden-end.service
After=hineni-kiosk.service hineni-sync.service forbidden-end.service

[Service]
Type=exec
ExecStart=/usr/lib/look-inside /dev/{line}
"""


def put(evening, card):
    """With debugfs, into the file system in the file: the unit, and that it is wanted."""
    unit = os.path.join(evening.folder, "look-inside.service")
    with open(unit, "w", encoding="utf-8") as file:
        file.write(UNIT.format(line={"amd64": "ttyS0", "arm64": "ttyAMA0"}[evening.arch]))
    wants = "/etc/systemd/system/multi-user.target.wants/look-inside.service"
    for command in (f"write {unit} /etc/systemd/system/look-inside.service", f"write {HERE}/look-inside /usr/lib/look-inside",
                    f"symlink {wants} /etc/systemd/system/look-inside.service"):
        run("debugfs", "-w", "-R", command, f"{card}?offset={ROOT_AT}")
    on_card.put(f"{card}?offset={ROOT_AT}", evening.folder, evening.arch)


def stick(evening):
    path = os.path.join(evening.folder, "stick.img")
    run("truncate", "--size=64M", path)
    run("mkfs.vfat", "-n", "STICK", path)
    return ["-device", "qemu-xhci,id=usb", "-device", "usb-kbd", "-device", "usb-ccid", "-drive", f"file={path},format=raw,if=none,id=stick",
            "-device", "usb-storage,drive=stick"]


def audit(evening):
    place = os.path.join(evening.folder, "root")
    os.makedirs(place)
    run("mount", "-o", f"ro,loop,offset={ROOT_AT}", evening.image, place)
    try:
        print(run(os.path.join(HERE, "audit"), place).strip())
    finally:
        run("umount", place)


def look(evening):
    audit(evening)
    card = os.path.join(evening.folder, "inside.img")
    run("cp", "--sparse=always", evening.card, card)
    put(evening, card)
    heard = os.path.join(evening.folder, "heard.pcap")
    more = [*stick(evening), "-object", f"filter-dump,id=heard,netdev=net,file={heard}"]
    machine, seconds = evening.boot("inside", card=overlay(card, card + ".qcow2", "4G"), online=True, more=more)
    try:
        machine.wait_until(lambda: "\nend: ." in read(machine.serial), "the look inside", evening.patience)
    finally:
        machine.cut_off()
    facts = dict(re.findall(r"^([^:\n]+): (.*)$", read(machine.serial), re.MULTILINE))
    print(re.sub(r"(?m)^forbidden .*\n", "", read(machine.serial)))
    print(f"from power to the welcome screen: {seconds:.1f} s; in the same start: {facts.get('time', 'not said')}", flush=True)
    judge(facts)
    judge_network(facts, heard)
    judge_forbidden(read(machine.serial))


def read(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read().replace("\r", "")
    except OSError:
        return ""


def judge_network(facts, heard):
    """What the network was told; the control is that it was asked for an address."""
    with open(heard, "rb") as file:
        said = file.read()
    if b"\x63\x82\x53\x63" not in said:
        raise Trouble("listen to the network: nobody asked for an address")
    if facts["name"].strip().encode() in said:
        raise Trouble("listen to the network: it was told the device's name")


def judge_forbidden(serial):
    """What the probe of tests/forbidden was refused in the place of each program."""
    wrong, right = on_card.complaints(serial)
    print("\n".join(right), flush=True)
    if wrong:
        raise Trouble("try what is forbidden: " + "; ".join(wrong))


def judge(facts):
    expected = {"failed": "^$", "listening": "^$", "root": "^ro", "data": r"^ext4\s+rw.*nosuid,nodev,noexec", "swap": "^$", "core": r"^\|/bin/false 0 0$",
                "shells": "^0$", "name": "^hineni-[0-9a-f]{8}$", "firewall": "^3$", "writable": "^$", "stick": r"^/media/stick vfat\s.*nosuid,nodev,noexec",
                "may": "^" + " ".join(f"org.freedesktop.NetworkManager.{each}" for each in
                                      ("enable-disable-wifi", "network-control", "settings.modify.system", "wifi.scan")) + "$",
                "switch-off": '^s "yes"$', "restart": '^s "(no|na)"$', "pack": "^packs/[0-9a-f]{64} 1 trusted$",
                "usb": "(?=.*0627:0001=1)(?=.*46f4:0001=1)(?=.*08e6:4433=0)"}
    wrong = [f"{what} is {facts.get(what, 'not said')!r}" for what, pattern in expected.items() if not re.search(pattern, facts.get(what, "\0").strip())]
    if wrong:
        raise Trouble("look inside: " + "; ".join(wrong))
