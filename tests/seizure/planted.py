#!/usr/bin/env python3
"""planted.py   plants a word in each encoding that learn.py knows, by itself, in an image full of noise, and sees each found as what it is.

The bytes are made here by other means than needles.py makes them; so neither can be wrong alone. An image with nothing planted is the control.
"""
import binascii
import gzip
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import zipfile
import zlib

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))


def zipped(content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("entries.csv", content)
    return out.getvalue()


def wide(word, size, order):
    return b"".join(ord(letter).to_bytes(size, order) for letter in word)


def base64_after(skipped, word):
    return binascii.b2a_base64(b"\x5a" * skipped + word.encode() + b"\x5a" * 5)


def percent(word, digits, space):
    plain = "-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return "".join(letter if letter in plain else space if letter == " " else "".join("%" + digits % byte for byte in letter.encode())
                   for letter in word).encode()


def escaped(word):
    return "".join(letter if letter.isascii() else f"\\u{ord(letter):04x}" for letter in word).encode()


def lines(word):
    return f"1,{word},yes\n".encode() * 3


WAYS = [
    ("UTF-8", str.encode), ("UTF-16", lambda word: wide(word, 2, "little")), ("UTF-16", lambda word: wide(word, 2, "big")),
    ("UTF-32", lambda word: wide(word, 4, "little")), ("base64", lambda word: base64_after(0, word)), ("base64", lambda word: base64_after(1, word)),
    ("base64", lambda word: base64_after(2, word)), ("hex", lambda word: binascii.hexlify(word.encode())),
    ("hex", lambda word: binascii.hexlify(word.encode()).upper()), ("URL", lambda word: percent(word, "%02X", "%20")),
    ("URL", lambda word: percent(word, "%02x", "%20")), ("URL", lambda word: percent(word, "%02X", "+")), ("JSON", escaped),
    ("deflate", lambda word: zlib.compress(lines(word))), ("deflate", lambda word: zlib.compress(lines(word), 9)),
    ("deflate", lambda word: gzip.compress(lines(word))), ("deflate", lambda word: zipped(lines(word))),
]
WORDS = [f"Zoë Wójcik-{number:02}ñ Qxv" for number in range(len(WAYS))]  # Each way has its own: what is found says how.


def learnt(folder, planted):
    """What learn.py ends with, and card -> encodings, of an image of noise and emptiness with these bytes here and there in it."""
    luck = random.Random(7)
    image = b""
    for piece in [*planted, b""]:
        image += luck.randbytes(luck.randrange(500, 3000)) + piece + luck.randbytes(luck.randrange(500)) + bytes(luck.randrange(20000))
    path, words = os.path.join(folder, "image"), os.path.join(folder, "canaries")
    with open(path, "wb") as file:
        file.write(image)
    with open(words, "w", encoding="utf-8") as file:
        file.writelines(f"{card}\t{word}\n" for card, word in enumerate(WORDS))
    done = subprocess.run([os.path.join(HERE, "learn.py"), path, "--canaries", words, "--json"], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(f"planted: learn.py: {done.stderr.strip()}")
    return done.returncode, json.loads(done.stdout)["canaries"]["the image"]


def main():
    with tempfile.TemporaryDirectory() as folder:
        code, found = learnt(folder, [way(word) for (_, way), word in zip(WAYS, WORDS)])
        wrong = [f"{encoding}, way {card}: found as {found.get(str(card), 'nothing')}" for card, (encoding, _) in enumerate(WAYS)
                 if found.get(str(card)) != [encoding]]
        if code != 3:
            wrong.append("learn.py said that it found nothing")
        if learnt(folder, []) != (0, {}):
            wrong.append("found something where nothing was planted")
    for line in wrong:
        print("planted: " + line, file=sys.stderr)
    print(f"{len(WAYS)} plants in {len({encoding for encoding, _ in WAYS})} encodings, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
