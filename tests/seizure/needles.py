"""Words as they could lie on a disk or in a memory, in eight encodings, and where in many bytes any of them lies."""

import base64
import json
import re
import urllib.parse
import zlib

FRONT = 6  # Bytes by which a needle is found at first.
PAGE = 4096
STREAM = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08|PK\x03\x04")


def base64_of(data, skipped):
    """Of `skipped` unknown bytes and then the words, less the characters that those and what follows have a part in."""
    whole = base64.b64encode(b"\0" * skipped + data)
    return whole[(skipped * 8 + 5) // 6:(skipped + len(data)) * 8 // 6]


def encodings_of(word):
    """Name of the encoding and the bytes to look for, each once."""
    plain = word.encode()
    found = {plain: "UTF-8"}
    for name, codec in (("UTF-16", "utf-16-le"), ("UTF-16", "utf-16-be"), ("UTF-32", "utf-32-le")):
        found.setdefault(word.encode(codec), name)
    for skipped in range(3):
        coded = base64_of(plain, skipped)
        for bytes_ in (coded, coded.replace(b"+", b"-").replace(b"/", b"_")):
            found.setdefault(bytes_, "base64")
    for digits in (plain.hex(), plain.hex().upper()):
        found.setdefault(digits.encode(), "hex")
    escaped = urllib.parse.quote(word, safe="")
    for way in (escaped, escaped.replace("%20", "+"), re.sub("%..", lambda code: code[0].lower(), escaped)):
        found.setdefault(way.encode(), "URL")
    for way in (json.dumps(word)[1:-1], json.dumps(word, ensure_ascii=False)[1:-1]):
        found.setdefault(way.encode(), "JSON")
    return [(name, needle) for needle, name in found.items() if len(needle) >= FRONT]


def runs(data):
    """Where it is not empty: begin and end of runs of pages that are not all zeros."""
    empty, begin = bytes(PAGE), None
    for at in range(0, len(data), PAGE):
        if data[at:at + PAGE] in (empty, empty[:len(data) - at]):
            if begin is not None:
                yield begin, at
            begin = None
        elif begin is None:
            begin = at
    if begin is not None:
        yield begin, len(data)


def find(data, needles):
    """`needles`: bytes of at least FRONT bytes each. Yields needle and place, for each time that it is there."""
    fronts = {}
    for needle in needles:
        fronts.setdefault(needle[:FRONT], []).append(needle)
    for begin, end in runs(data):
        run = bytes(data[begin:end])
        hits = (at for at in range(len(run) - FRONT + 1) if run[at:at + FRONT] in fronts)
        for at in hits:
            for needle in fronts[run[at:at + FRONT]]:
                if run.startswith(needle, at):
                    yield needle, begin + at


def inflated(data):
    """What lies deflated (zlib, gzip, zip), as far as it can be read, each up to 4 MiB."""
    for begin, end in runs(data):
        run = bytes(data[begin:end])
        for hit in STREAM.finditer(run):
            at, bits = hit.start(), zlib.MAX_WBITS | 32
            if hit[0] == b"PK\x03\x04":
                at, bits = at + 30 + sum(int.from_bytes(run[at + i:at + i + 2], "little") for i in (26, 28)), -15
            machine = zlib.decompressobj(bits)
            out = b""
            try:
                while at < len(run) and len(out) < 1 << 22 and not machine.eof:
                    out += machine.decompress(run[at:at + 512], 1 << 22)
                    at += 512
            except zlib.error:
                pass
            if len(out) >= FRONT:
                yield out


class Canaries:
    """`lines`: "CARD<tab>WORD" each; what was typed on which card."""

    def __init__(self, lines):
        self.needles, self.cards, self.words = {}, set(), 0
        for line in lines:
            card, _, word = line.rstrip("\n").partition("\t")
            self.cards.add(card)
            self.words += 1
            for encoding, needle in encodings_of(word):
                self.needles.setdefault(needle, []).append((card, word, encoding))

    def seen_in(self, data):
        """The cards of which something was found, each with the encodings in which it was."""
        seen = {}
        for needle, _ in find(data, self.needles):
            for card, _, encoding in self.needles[needle]:
                seen.setdefault(card, set()).add(encoding)
        for stream in inflated(data):
            for needle, _ in find(stream, self.needles):
                for card, _, _ in self.needles[needle]:
                    seen.setdefault(card, set()).add("deflate")
        return seen


# What looks like a person. Found in words of printable characters, so that noise does not pass for any.
LOOKS_LIKE = {
    "e-mail": re.compile(r"[A-Za-z0-9._%+-]{3,}@[A-Za-z0-9-]{3,}\.[A-Za-z]{2,}"),
    "phone": re.compile(r"(?<!\d)(?:\+?1[ .-]?)?\(?[2-9]\d\d\)?[ .-]?\d{3}[ .-]?\d{4}(?!\d)"),
    "postal code": re.compile(r"(?<![\w-])\d{5}(?:-\d{4})?(?![\w-])"),
    "name": re.compile(r"\b[A-Z][a-z]{2,} [A-Z][a-z]{3,}\b"),
}
PRINTABLE = re.compile(rb"[\x20-\x7e\x80-\xf4]{9,}")
WIDE = re.compile(rb"(?:[\x20-\x7e]\0){9,}")


def persons_in(data):
    """Kind -> the words that look like it."""
    found = {kind: set() for kind in LOOKS_LIKE}
    for begin, end in runs(data):
        run = bytes(data[begin:end])
        texts = [hit[0].decode("utf-8", "replace") for hit in PRINTABLE.finditer(run)]
        texts += [hit[0].decode("utf-16-le") for hit in WIDE.finditer(run)]
        for text in texts:
            for kind, pattern in LOOKS_LIKE.items():
                found[kind].update(pattern.findall(text))
    return found
