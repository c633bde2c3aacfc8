"""Torn cards: what a card with a cache may hold after a power cut, made from what the emulated device really told it.

QEMU's blklogwrites writes down every write and flush of an evening, in the format of the kernel's dm-log-writes. Any moment of it is a cut:
all up to the last flush is there; of what came after it, each write is there, or not, or torn between its sectors. Each such card is
checked and mounted as the device would, and its queue is counted: everybody who was thanked before that moment must be in it.
"""
import json
import os
import struct

from emulator import Trouble, run

SECTOR = 512
FLUSH, AT_ONCE, DISCARD = 1, 2, 4
DATA = 3  # The data partition's number.


def devices(card, log):
    """QEMU's disk, with everything written down."""
    with open(log, "wb"):
        pass
    return ["-blockdev", f"driver=file,node-name=file,filename={card}", "-blockdev", f"driver=file,node-name=log,filename={log}",
            "-blockdev", f"driver=blklogwrites,node-name=written,file=file,log=log,log-sector-size={SECTOR},log-super-update-interval=1",
            "-device", "virtio-blk-pci,drive=written,bootindex=1"]


def entries(log):
    """(where, bytes, flags, where in the log), in the order in which the card was told."""
    found, at, size = [], SECTOR, os.path.getsize(log)
    with open(log, "rb") as file:
        while True:
            file.seek(at)
            words = file.read(32)
            if len(words) < 32:
                return found
            where, sectors, flags, _ = struct.unpack("<QQQQ", words)
            count = 0 if flags & DISCARD else sectors * SECTOR
            if (sectors == 0 and flags == 0) or at + SECTOR + count > size:
                return found
            found.append((where * SECTOR, count, flags, at + SECTOR))
            at += SECTOR + count


class Replay:
    def __init__(self, evening, base, log):
        self.evening, self.log = evening, log
        self.entries = entries(log)
        self.flushes = [number for number, entry in enumerate(self.entries) if entry[2] & FLUSH]
        self.solid, self.done = os.path.join(evening.folder, "solid.img"), 0  # The card up to a flush; only ever goes on.
        run("cp", "--sparse=always", base, self.solid)
        self.torn = os.path.join(evening.folder, "torn.img")

    def _put(self, file, log, entry, torn):
        where, count, _, at = entry
        log.seek(at)
        data = log.read(count)
        for begin in range(0, count, SECTOR if torn else max(count, 1)):
            if torn and self.evening.random.random() < 0.5:
                continue
            file.seek(where + begin)
            file.write(data[begin:begin + (SECTOR if torn else count)])

    def card_at(self, end):
        """A card as it may be when the power goes after this many entries; `end` never goes back."""
        flush = max((number for number in self.flushes if number < end), default=0)
        chance = self.evening.random
        with open(self.log, "rb") as log:
            with open(self.solid, "r+b") as file:
                for entry in self.entries[self.done:flush]:
                    self._put(file, log, entry, torn=False)
            self.done = max(self.done, flush)
            run("cp", "--sparse=always", self.solid, self.torn)
            kept = chance.choice((0, 0.5, 0.9, 1))
            with open(self.torn, "r+b") as file:
                for entry in self.entries[self.done:end]:
                    if entry[2] & AT_ONCE or chance.random() < kept:
                        self._put(file, log, entry, torn=not entry[2] & AT_ONCE and chance.random() < 0.25)
        return self.torn


def in_queue(evening, card):
    """How many entries this card's queue has, after what a device does at its start."""
    table = json.loads(run("sfdisk", "--json", card))["partitiontable"]
    begin = next(part["start"] for part in table["partitions"] if part["node"].endswith(str(DATA))) * SECTOR
    loop = run("losetup", "--find", "--show", "--offset", str(begin), card).strip()
    place = os.path.join(evening.folder, "mounted")
    os.makedirs(place, exist_ok=True)
    try:
        run("bash", "-c", f"e2fsck -p {loop} >/dev/null || (($? < 4))")
        run("mount", "-o", "noatime,data=ordered", loop, place)
        try:
            if not os.path.exists(os.path.join(place, "hineni", "queue.db")):
                return 0
            said = run(evening.program("hineni-sync"), "status", "--json", "--event", evening.event, "--state", os.path.join(place, "hineni"))
            return json.loads(said)["waiting"]
        finally:
            run("umount", place)
    finally:
        run("losetup", "--detach", loop)


def try_cards(evening, base, log, thanked, number):
    """`thanked`: how many entries the log had when the screen said thank you, one for each person."""
    replay = Replay(evening, base, log)
    last = len(replay.entries)
    ends = sorted(evening.random.randint(thanked[0], last) for _ in range(number))
    fewest = in_queue(evening, replay.card_at(thanked[0] // 2))  # The control: before anybody had tapped Done nobody is there.
    if fewest:
        raise Trouble(f"count a card from before the first thank-you: {fewest} are in it")
    for end in ends:
        due = sum(1 for each in thanked if each <= end)
        there = in_queue(evening, replay.card_at(end))
        if there < due:
            raise Trouble(f"look at a card cut after {end} of {last} writes: {there} in its queue, {due} were thanked; it is {replay.torn}")
    print(f"torn cards: {number} of {last} writes and {len(replay.flushes)} flushes, {len(thanked)} thanked; nobody is missing on any")
