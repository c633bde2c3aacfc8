"""The emulated device of the boot test: a QEMU with a card, a screen, a touch panel and a line, spoken to over QMP.

A machine is started, looked at, touched and cut off. What it says of itself is never judged: a black screen has no error.
"""
import json
import os
import shutil
import signal
import socket
import subprocess
import time

WIDTH, HEIGHT = 1024, 600
TOUCH_RANGE = 32768  # Of an absolute axis in QMP's input-send-event.
WORDS = "540x505+0+0"  # Of the welcome screen; beside and below them are candles, numbers and the lamp, which change with everybody who signs.
BOOT_AT, BOOT_MB = 4 << 20, 128  # The first partition, as steps/card lays it out.


class Trouble(Exception):
    """What was attempted, and why it failed; for the person who runs the test."""


class Qmp:
    def __init__(self, path, patience_s=30):
        self.socket = socket.socket(socket.AF_UNIX)
        end = time.monotonic() + patience_s
        while True:
            try:
                self.socket.connect(path)
                break
            except OSError:
                if time.monotonic() > end:
                    raise Trouble("speak to QEMU: it did not start") from None
                time.sleep(0.1)
        self.lines = self.socket.makefile("rw")
        self.lines.readline()  # The greeting.
        self.ask("qmp_capabilities")

    def ask(self, what, **arguments):
        try:
            self.lines.write(json.dumps({"execute": what, "arguments": arguments}) + "\n")
            self.lines.flush()
            while line := self.lines.readline():
                answer = json.loads(line)
                if "error" in answer:
                    raise Trouble(f"ask QEMU for {what}: {answer['error']['desc']}")
                if "return" in answer:
                    return answer["return"]
        except OSError:
            pass
        raise Trouble(f"ask QEMU for {what}: it is gone")


class Machine:
    """One emulated device with `card`, a disk image that it writes to. `more` goes to QEMU; `told`, to the kernel beside what the
    card says itself (only where QEMU loads the kernel: on a PC the card's own loader does)."""

    def __init__(self, qemu, arch, card, folder, online=False, more=(), disk=None, told=None):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        self.qmp_path = os.path.join(folder, "qmp")
        self.serial = os.path.join(folder, "serial.log")
        for old in (self.qmp_path, self.serial):
            if os.path.exists(old):
                os.unlink(old)
        program, *rest = self._board(qemu, arch, card, told)
        # No KVM: the same everywhere. The default processor: with -cpu max the emulation is three times slower.
        command = ["nice", "-n", "5", f"{qemu}/usr/bin/{program}", "-L", f"{qemu}/usr/share/qemu", *rest,
                   "-accel", "tcg", "-smp", "1", "-m", "1024", "-nodefaults", "-display", "none", "-no-reboot",
                   "-device", f"virtio-gpu-pci,xres={WIDTH},yres={HEIGHT}", "-device", "virtio-keyboard-pci",
                   "-device", "virtio-multitouch-pci", "-device", "virtio-rng-pci",
                   "-netdev", "user,id=net", "-device", "virtio-net-pci,netdev=net,id=cable,romfile=",
                   *(disk or self._disk(card)), "-serial", f"file:{self.serial}", "-qmp", f"unix:{self.qmp_path},server=on,wait=off", *more]
        self.started = time.monotonic()
        environment = {**os.environ, "QEMU_MODULE_DIR": f"{qemu}/usr/lib/{os.uname().machine}-linux-gnu/qemu"}
        with open(f"{folder}/qemu.log", "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True)
        self.qmp = Qmp(self.qmp_path)
        self.line(online)
        self._fingers = 0

    @staticmethod
    def _disk(card):
        kind = "qcow2" if card.endswith(".qcow2") else "raw"
        return ["-drive", f"file={card},format={kind},if=none,id=card,cache=writeback", "-device", "virtio-blk-pci,drive=card,bootindex=1"]

    def _board(self, qemu, arch, card, told):
        if arch == "amd64" and told is None:  # Its firmware finds the card's loader, which finds the kernel.
            firmware = f"{qemu}/usr/share/OVMF/OVMF"
            return ["qemu-system-x86_64", "-M", "q35", "-drive", f"if=pflash,format=raw,unit=0,readonly=on,file={firmware}_CODE_4M.fd",
                    "-drive", f"if=pflash,format=raw,unit=1,snapshot=on,file={firmware}_VARS_4M.fd"]
        place = os.path.join(self.folder, "boot")
        os.makedirs(place, exist_ok=True)
        fat = f"{base_of(card)}@@{BOOT_AT}"
        said = "cmdline.txt" if arch == "arm64" else "loader/entries/hineni.conf"
        for name in ("vmlinuz", "initrd.img", said):
            run("mcopy", "-n", "-o", "-i", fat, f"::{name}", place)
        with open(os.path.join(place, os.path.basename(said)), encoding="utf-8") as file:
            words = file.read().split("options ")[-1].strip()
        board = ["qemu-system-aarch64", "-M", "virt", "-cpu", "cortex-a72"] if arch == "arm64" else ["qemu-system-x86_64", "-M", "q35"]
        return [*board, "-kernel", f"{place}/vmlinuz", "-initrd", f"{place}/initrd.img", "-append", f"{words} {told or ''}"]

    def look(self, name="now"):
        """What is on its screen now, as a picture in a file."""
        picture = os.path.join(self.folder, name + ".png")
        self.qmp.ask("screendump", filename=picture, format="png")
        return picture

    def shows(self, picture, name="now", part=None):
        return differing(self.look(name), picture, part) < 0.03 * WIDTH * HEIGHT

    def wait_for(self, picture, what, patience_s, part=None):
        """Until the screen shows it; how long after power that was."""
        return self.wait_until(lambda: self.shows(picture, part=part), what, patience_s)

    def wait_until(self, there, what, patience_s):
        end = time.monotonic() + patience_s
        while not there():
            if time.monotonic() > end or self.process.poll() is not None:
                raise Trouble(f"wait for {what}: not there after {patience_s} s; the screen is in {self.folder}/now.png")
            time.sleep(0.3)
        return time.monotonic() - self.started

    def _tell(self, *events):
        self.qmp.ask("input-send-event", events=[{"type": "mtt", "data": each} for each in events])

    def _down(self, x, y):
        self._fingers = self._fingers % 30000 + 1
        slot = {"slot": 0, "tracking-id": self._fingers}
        at = [{"type": "data", "axis": axis, "value": int((value + 0.5) * TOUCH_RANGE / size), **slot}
              for axis, value, size in (("x", x, WIDTH), ("y", y, HEIGHT))]
        self._tell({"type": "begin", "axis": "x", "value": 0, **slot}, *at)

    def _up(self):
        self._tell({"type": "end", "axis": "x", "value": 0, "slot": 0, "tracking-id": -1})

    def touch(self, x, y):
        """A finger goes down on a pixel and up again."""
        self._down(x, y)
        time.sleep(0.1)
        self._up()
        time.sleep(0.1)

    def hold(self, x, y, until, what, patience_s):
        """A finger stays on a pixel until something is so."""
        self._down(x, y)
        self.wait_until(until, what, patience_s)
        self._up()

    def settle(self, quiet_s=2):
        """Until the screen has been the same for so long."""
        last, since = self.look("last"), time.monotonic()
        while time.monotonic() - since < quiet_s:
            time.sleep(0.5)
            if differing(self.look("settling"), last) > 0:
                last, since = self.look("last"), time.monotonic()

    def shades(self, part):
        """How many shades a part of the screen has: one where nothing is drawn."""
        return int(run("identify", "-format", "%k", f"{self.look()}[{part}]"))

    def plug_in(self, name, file):
        """A stick, where `more` had a qemu-xhci named usb."""
        self.qmp.ask("blockdev-add", **{"driver": "raw", "node-name": name, "file": {"driver": "file", "filename": file}})
        self.qmp.ask("device_add", driver="usb-storage", id=f"{name}-stick", drive=name, bus="usb.0")

    def pull_out(self, name):
        self.qmp.ask("device_del", id=f"{name}-stick")

    def wait_until_off(self, patience_s):
        """By itself: the emulator ends."""
        try:
            self.process.wait(patience_s)
        except subprocess.TimeoutExpired:
            raise Trouble(f"wait until it has switched itself off: it runs after {patience_s} s") from None

    def line(self, up):
        """The network cable goes in or out."""
        self.qmp.ask("set_link", name="cable", up=up)

    def cut_off(self):
        """The plug is pulled."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def base_of(card):
    """The image below a copy-on-write overlay."""
    if not card.endswith(".qcow2"):
        return card
    return json.loads(run("qemu-img", "info", "-U", "--output=json", card))["full-backing-filename"]


def overlay(card, on_top, size):
    if os.path.exists(on_top):
        os.unlink(on_top)
    run("qemu-img", "create", "-q", "-f", "qcow2", "-b", os.path.abspath(card), "-F", "raw", on_top, size)
    return on_top


def differing(one, other, part=None):
    """How many pixels of two pictures, or of a part of both, differ by more than a shade; ImageMagick's count."""
    compare = subprocess.run(["compare", "-metric", "AE", "-fuzz", "8%", *(f"{each}[{part}]" if part else each for each in (one, other)), "null:"], capture_output=True, text=True, check=False)
    if compare.returncode == 2:
        return WIDTH * HEIGHT  # Another size: the screen is not the kiosk's yet.
    return int(float(compare.stderr.split()[0]))


def run(*command, **more):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    if done.returncode != 0:
        raise Trouble(f"run {' '.join(map(str, command))}: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def need(*programs):
    for program in programs:
        if shutil.which(program) is None:
            raise Trouble(f"find {program}: it is not installed. hint: kiosk/packages test image")
