"""The organizer's turn on the device: a PIN, event packs from sticks, switching off. By touch, and judged by what the screen shows."""
import os
import shutil

from emulator import WORDS, Trouble, differing, run
from rehearsed import ORGANIZE, PIN, Rehearsed

ALIKE = 1000  # Pixels by which a screen may differ from its picture: the kiosk's own are the same to the last one.
HEADLINE = 'headline = { en = "Sing with us,\\nquietly.", es = "Canta con nosotros,\\nen voz baja." }'


class Desk:
    """What the organizers prepare at home: two sticks, one with a newer pack under their seal, one with a pack that is broken."""

    def __init__(self, evening):
        self.evening = evening
        self.newer = self.pack("newer", "headline = ", HEADLINE, "id = ", 'id = "vigil-2026-12-17"', "name = ", 'name = { en = "Songs of Light" }')
        run(evening.program("hineni-desk"), "seal-pack", "--key", evening.key, "--event", self.newer)
        broken = self.pack("broken", "hineni = 1", "hineni = 1 and a half")
        self.sticks = {name: self.stick(name, pack) for name, pack in (("newer", self.newer), ("broken", broken))}

    def pack(self, name, *changes):
        """This evening's pack, with whole lines of it changed."""
        folder = os.path.join(self.evening.folder, "packs", name)
        shutil.copytree(self.evening.event, folder)
        file = os.path.join(folder, "event.toml")
        with open(file, encoding="utf-8") as pack:
            lines = pack.read().split("\n")
        for begins, line in zip(changes[::2], changes[1::2]):
            at = next(number for number, old in enumerate(lines) if old.startswith(begins))
            lines[at] = line
        with open(file, "w", encoding="utf-8") as pack:
            pack.write("\n".join(lines))
        return folder

    def stick(self, name, pack):
        path = os.path.join(self.evening.folder, f"{name}.stick")
        run("truncate", "--size=64M", path)
        run("mkfs.vfat", "-n", name.upper(), path)
        run("mmd", "-i", path, "::event")
        run("mcopy", "-s", "-i", path, *(os.path.join(pack, each) for each in sorted(os.listdir(pack))), "::event")
        return path


class Turn:
    """One visit after the other to the organizer's screen of one running device."""

    def __init__(self, evening, machine):
        self.evening, self.machine = evening, machine
        self.known = Rehearsed(evening.programs, os.path.join(evening.folder, "rehearsed", "organizer"), evening.event, ORGANIZE)
        pack, light, practice = (self.known.touches(f'tap "{label}"')[0] for label in ("Event pack", "Light and sound", "Practice"))
        self.columns, self.second_row, self.pace = (pack[0], light[0]), pack[1], practice[1] - pack[1]
        self.back, self.close = self.known.touches("back")[0], self.known.touches('tap "Close"')[0]
        self.main = [touches for said, touches in self.known.steps if said == "next"][2][0]  # Of a page; the first two are of the PIN.

    def way(self, number):
        """Where a button of the first page is. In their order: send, copy, event pack, light, ready, practice, switch off, wipe."""
        return self.columns[number % 2], self.second_row + (number // 2 - 1) * self.pace

    def tap(self, place, what):
        """And wait until the screen is another one."""
        before = self.machine.look("before")
        self.machine.touch(*place)
        self.changed(before, what)

    def changed(self, before, what):
        self.machine.wait_until(lambda: differing(self.machine.look(), before) > ALIKE, what, self.evening.patience)
        self.machine.settle()

    def shows(self, picture):
        return differing(self.machine.look(), self.known.picture(picture)) < ALIKE

    def enter(self, *pages):
        """By the corner and the PIN, which the first time is asked for on two pages."""
        self.machine.hold(*self.known.touches("corner")[0], lambda: self.shows(pages[0]), "the organizer's screen", self.evening.patience)
        for page in pages:
            self.machine.wait_until(lambda page=page: self.shows(page), f"the page to {page}", self.evening.patience)
            self.machine.settle()
            for place in self.known.touches(f"pin of {len(PIN)} digits"):
                self.machine.touch(*place)
            self.machine.settle()
            self.tap(self.known.touches("next")[0], "what comes after the PIN")
        x, y = self.way(7)  # A device without Wi-Fi that may be switched off has eight; one that may not, seven.
        box = f"160x{self.pace // 2}+{x - 80}+{y - self.pace // 4}"
        self.machine.wait_until(lambda: self.machine.shades(box) > 1, "the button to wipe, which is the eighth", self.evening.patience)
        self.machine.settle()
        self.machine.look("first-page")

    def look_on_stick(self, name, desk):
        """Puts a stick in, has the kiosk look on it, and leaves for the welcome screen."""
        self.tap(self.way(2), "the page about event packs")
        before = self.machine.look("before")
        self.machine.plug_in(name, desk.sticks[name])
        self.changed(before, f"that the stick with the {name} pack is seen")
        seen = self.machine.look("seen")
        self.machine.touch(*self.main)
        button = f"300x50+{self.main[0] - 150}+{self.main[1] - 25}"  # Off while somebody looks on the stick.
        self.machine.wait_until(lambda: differing(self.machine.look(), seen) > ALIKE and differing(self.machine.look(), seen, button) < ALIKE,
                                f"what becomes of the {name} pack", self.evening.patience)
        self.machine.settle()
        self.machine.look(f"pack-{name}")
        self.tap(self.back, "the organizer's first page")
        self.machine.pull_out(name)
        self.machine.settle()
        self.machine.touch(*self.close)

    def switch_off(self):
        self.tap(self.way(6), "the page about switching off")
        self.machine.look("switch-off")
        self.machine.touch(*self.main)
        self.machine.wait_until_off(self.evening.patience)


def take_turn(evening):
    """All of it in one start of the evening's card, whose entries have been delivered."""
    desk = Desk(evening)
    newer = Rehearsed(evening.programs, os.path.join(evening.folder, "rehearsed", "newer"), desk.newer, 'picture "welcome"\n').picture("welcome")
    if differing(newer, evening.welcome, WORDS) < 2 * ALIKE:
        raise Trouble("tell the two packs apart: their welcome screens are too much alike")
    machine, _ = evening.boot("organizer", more=["-device", "qemu-xhci,id=usb"])
    in_use = lambda: differing(machine.look(), newer, WORDS) < ALIKE  # noqa: E731
    try:
        turn = Turn(evening, machine)
        turn.enter("choose", "again")
        turn.look_on_stick("newer", desk)
        machine.wait_until(in_use, "the welcome screen of the newer pack", evening.patience)
        turn.enter("ask")
        turn.look_on_stick("broken", desk)
        machine.settle(10)
        if not in_use():
            raise Trouble(f"look at the welcome screen after a broken pack: it is another one; {machine.folder}/now.png")
        turn.enter("ask")
        turn.switch_off()
    finally:
        machine.cut_off()
    print("organizer: by PIN; a newer pack taken from a stick, a broken one not; switched off", flush=True)
