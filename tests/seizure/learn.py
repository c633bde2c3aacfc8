#!/usr/bin/python3
"""learn.py [--canaries FILE] [--order FILE] [--json] IMAGE [CORE]   what an adversary learns from a kiosk that was seized.

IMAGE     a raw image of its disk (ext4, by itself or in partitions), or a folder. Nothing is mounted; needs no root.
CORE      its memory: a core file, or any other copy.
FILE      --canaries: lines "CARD<tab>WORD", what was typed; --order: ids of entries, 32 hexadecimal digits a line, in the
          order in which they were made. With them it says how much of either can be found.

Ends with 0, whatever it found; with 3 where a canary was seen."""

import argparse
import collections
import datetime
import json
import pathlib
import sys

sys.dont_write_bytecode = True  # The tree stays as it is.

import disk
import needles
import order

SIZES = (4096, 8192, 16384, 32768)


def envelopes_of(seized):
    """From every queue; id -> bytes."""
    return {bytes(entry): envelope for file in seized.files if file.name.endswith("queue.db")
            for entry, envelope in seized.rows(file, "SELECT id, bytes FROM envelope")}


def moment(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%d %H:%M:%S")


def counted(values):
    most = collections.Counter(values).most_common()
    more = f" and {len(most) - 6} others" if len(most) > 6 else ""
    return ", ".join(f"{value} ({many} x)" for value, many in most[:6]) + more or "none"


def about_files(seized):
    for file in seized.files:
        made = f", made {moment(file.made)}" if file.made else ""
        yield f"file {file.name}", f"{len(file.content)} bytes, changed {moment(file.changed)}{made}"


def about_queue(seized, envelopes):
    yield "envelopes", str(len(envelopes))
    yield "sizes of envelopes", counted(len(envelope) for envelope in envelopes.values())
    yield "event tags", counted(envelope[8:16].hex() for envelope in envelopes.values())
    for file in seized.files:
        if file.name.endswith("queue.db"):
            added = seized.rows(file, "SELECT added FROM tally")
            yield f"ever added to {file.name}", counted(row[0] for row in added)
        if file.name.endswith("device.key"):
            yield f"key in {file.name}", f"{file.content[-32:].hex()}; who has it can sign as this device"


def about_deliveries(seized):
    states = {1: "told of", 2: "set aside", 3: "delivered", 4: "received"}
    for file in seized.files:
        if not file.name.endswith("deliveries.db"):
            continue
        told = seized.rows(file, "SELECT state FROM entry")
        yield f"states in {file.name}", counted(states.get(row[0], "?") for row in told)
        for number, lasted in seized.rows(file, "SELECT number, lasted_ms FROM boot"):
            yield f"boot {number}", f"seen for {lasted // 1000} s"
        for boot, since, unix, within in seized.rows(file, "SELECT * FROM known"):
            yield f"time known in boot {boot}", f"{moment(unix)} within {within} s, {since // 1000} s after its start"
        for _, _, since, unix, _ in seized.rows(file, "SELECT * FROM last_delivery"):
            yield "last delivery", f"{moment(unix) if unix else 'no time known'}, {since // 1000} s after a start"
        for _, why, _ in seized.rows(file, "SELECT * FROM hindrance"):
            yield "last hindrance", why


def about_persons(data, where):
    for kind, found in needles.persons_in(data).items():
        yield f"looks like a {kind}, in {where}", f"{len(found)}" + "".join(f" {word!r}" for word in sorted(found)[:3])


def about_canaries(canaries, data, where):
    seen = canaries.seen_in(data)
    by = counted(encoding for encodings in seen.values() for encoding in encodings)
    line = f"{len(seen)} of {len(canaries.cards)} cards ({canaries.words} words)" + (f", as {by}" if seen else "")
    return seen, (f"canaries in {where}", line)


def about_order(truth, keys, seen):
    ranking = order.judged(truth, keys)
    yield "pairs in frames of -wal files", f"of {seen} entries the order can be read for certain"
    for part, name in ranking[:6]:
        yield "order of all pairs", f"{part:6.1%} by {name}"
    yield "ways of guessing the order", str(len(ranking))


def arguments():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("image")
    parser.add_argument("core", nargs="?")
    parser.add_argument("--canaries")
    parser.add_argument("--order")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def lines_of(file):
    return pathlib.Path(file).read_text("utf-8").splitlines()


def main():
    options = arguments()
    seized = disk.Seized(options.image)
    envelopes = envelopes_of(seized)
    rows = [("what it is", f"{seized.kind}, {len(seized.raw)} bytes")]
    rows += [*about_files(seized), *about_queue(seized, envelopes), *about_deliveries(seized)]
    copies = {"the image": seized.raw}
    if options.core:
        copies["the memory"] = pathlib.Path(options.core).read_bytes()
    seen, best = {}, None
    canaries = needles.Canaries(lines_of(options.canaries)) if options.canaries else None
    for where, data in copies.items():
        rows += about_persons(data, where)
        if canaries:
            seen[where], row = about_canaries(canaries, data, where)
            rows.append(row)
    if options.order:
        truth = [bytes.fromhex(line) for line in lines_of(options.order)]
        keys, certain = order.guesses(seized, {entry: envelopes[entry] for entry in truth if entry in envelopes})
        rows += about_order(truth, keys, certain)
        best = order.judged(truth, keys)[0][0]
    if options.json:
        cards = {where: {card: sorted(how) for card, how in found.items()} for where, found in seen.items()}
        print(json.dumps({"rows": rows, "canaries": cards, "order": best,
                          "sizes": sorted({len(envelope) for envelope in envelopes.values()})}))
    else:
        wide = max(len(what) for what, _ in rows)
        for what, learnt in rows:
            print(f"{what:{wide}}  {learnt}")
    return 3 if any(seen.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
