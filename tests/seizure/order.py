"""Who signed before whom: what the places of entries give away, against the order in which they were really made."""

import bisect
import collections

import needles

FRAME = 24  # Bytes before a page in SQLite's -wal: its number, the file's size, two salts, two checksums.


def told(truth, key):
    """Of all pairs of entries, how many `key` puts in their true order; a pair that it cannot tell counts half."""
    known = [key[entry] for entry in truth if entry in key]
    before, right = [], 0.0
    for value in known:
        low, high = bisect.bisect_left(before, value), bisect.bisect_right(before, value)
        right += low + (high - low) / 2
        before.insert(high, value)
    pairs, seen = len(truth) * (len(truth) - 1) / 2, len(known) * (len(known) - 1) / 2
    return (right + (pairs - seen) / 2) / pairs if pairs else 0.5


def places_in(data, slices):
    """Entry -> where any of its slices lies. `slices`: bytes -> entry and how far into the envelope."""
    out = collections.defaultdict(list)
    for needle, at in needles.find(data, slices):
        entry, into = slices[needle]
        out[entry].append((into, at))
    return out


def slices_of(envelopes):
    """Three places of each envelope: its id, what SQLite puts into the first page behind it, and its end."""
    out = {}
    for entry, envelope in envelopes.items():
        for into in (16, 1024, len(envelope) - 32):
            out[envelope[into:into + 16]] = (entry, into)
    return out


def by_place(places):
    """A key for each slice: its first place, its last, and how often it is there."""
    keys = collections.defaultdict(dict)
    for entry, found in places.items():
        for into, at in found:
            part = {16: "id", 1024: "middle"}.get(into, "end")
            first, last = f"first place of its {part}", f"last place of its {part}"
            keys[first][entry] = min(at, keys[first].get(entry, at))
            keys[last][entry] = max(at, keys[last].get(entry, at))
            keys["copies"][entry] = keys["copies"].get(entry, 0) + 1
    return keys


def by_frames(raw, places):
    """Frames of -wal files, also of cut off ones: the first salt goes up by one each time that the file starts over, and
    within it frames lie in the order of commits. Whatever has no frame was there before what has one. An envelope's byte
    1024 is byte 559 of its first page (560 in larger ones): SQLite keeps 489 bytes of a row in the table's own page."""
    frames = collections.defaultdict(list)
    for entry, found in places.items():
        for into, at in found:
            for page in (at - 559, at - 560) if into == 1024 else ():
                head = raw[page - FRAME:page]
                number, size = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big")
                if page >= FRAME and 0 < number < 1 << 20 and size < 1 << 20:
                    frames[head[8:16]].append((entry, page))
    salts = {salt for salt, seen in frames.items() if len(seen) >= 2}
    key = {}
    for salt in salts:
        for entry, page in frames[salt]:
            moment = (int.from_bytes(salt[:4], "big"), page)
            key[entry] = min(moment, key.get(entry, moment))
    return {entry: key.get(entry, (-1, 0)) for entry in places}, len(key)


def by_rows(seized):
    """Rows of every table that has numbers, where one of its values begins with an id or is an envelope with one."""
    keys = {}
    for file in seized.files:
        tables = seized.rows(file, "SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables if file.content[:6] == b"SQLite" else ():
            key = {}
            for row in seized.rows(file, f'SELECT rowid, * FROM "{table}"'):  # None of a table WITHOUT ROWID.
                for value in row[1:]:
                    if isinstance(value, bytes) and len(value) in (16, 4096, 8192, 16384, 32768):
                        key[value[16:32] if len(value) > 16 else value] = row[0]
            keys[f"rows of {table} in {file.name}"] = key
    return keys


def by_times(seized, held):
    """When the file was made or changed in which an entry is; the earliest of several."""
    keys = {"when its file was changed": {}, "when its file was made": {}}
    for file in seized.files:
        for entry in held[file.name]:
            for key, when in zip(keys.values(), (file.changed, file.made or 0)):
                key[entry] = min(when, key.get(entry, when))
    return keys


def guesses(seized, envelopes):
    """Every way of guessing that is known here: what it goes by -> entry -> something that can be sorted; and of how
    many entries a -wal tells."""
    slices = slices_of(envelopes)
    places = places_in(seized.raw, slices)
    keys = {f"{name} in the raw image": key for name, key in by_place(places).items()}
    keys["frames of -wal files"], seen = by_frames(seized.raw, places)
    held = {}
    for file in seized.files:
        for what, key in by_place(places_in(file.content, slices)).items():
            keys[f"{what} in {file.name}"] = key
        ids = {entry: (entry, 0) for entry in envelopes}
        held[file.name] = {entry: min(found)[1] for entry, found in places_in(file.content, ids).items()}
        keys[f"first place of the id in {file.name}"] = held[file.name]
    return {**keys, **by_rows(seized), **by_times(seized, held)}, seen


def judged(truth, keys):
    """How often each way is right, or, turned round, the other way; the best first."""
    wanted = set(truth)
    out = []
    for name, key in keys.items():
        part = told(truth, {entry: value for entry, value in key.items() if entry in wanted})
        out.append((max(part, 1 - part), name))
    return sorted(out, reverse=True)
