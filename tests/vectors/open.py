#!/usr/bin/python3
"""open.py [FOLDER]   opens the vectors a second time, with another hand: Python and libsodium's primitives (python3-nacl),
written from sync/seal/README.md and the headers of sync/bundle, and from no source of the three programs.

Says what it opened, a line each; at the first thing that differs from what is written, it says so and ends with 1.
Then it spoils each file by one bit, wherever it likes, and insists that nobody could open that."""

import base64
import functools
import hashlib
import hmac
import json
import pathlib
import sys
import tempfile

from nacl import bindings, exceptions


class Differs(Exception):
    """What a file holds is not what the description promises."""


def insist(true, what):
    if not true:
        raise Differs(what)


def digest(data, key=b""):
    return hashlib.blake2b(data, digest_size=32, key=key).digest()


def number(data):
    return int.from_bytes(data, "little")


# ---- Keys

def written_key(word, text):
    """58 characters of base32: 32 bytes of key, the first 4 of its digest."""
    insist(text.startswith(word) and len(text) == len(word) + 58, f"{word} and 58 characters")
    raw = base64.b32decode(text[len(word):].upper() + "======")
    insist(raw[32:] == digest(raw[:32])[:4], f"the check of {text}")
    return raw[:32]


def secret_key(file, passphrase=None):
    return opened_key(file.read_bytes(), passphrase)


@functools.lru_cache  # Argon2id takes its time on purpose.
def opened_key(content, passphrase):
    """The secret half, and the public one that the file names."""
    lines = content.decode("ascii").splitlines(keepends=True)
    words = dict(line.rstrip("\n").split(" ", 1) for line in lines)
    insist(lines[0] == "hineni-secret-key 1\n", "the first line of a key file")
    key = bytes.fromhex(words["key"])
    if words["passphrase"] == "argon2id":
        wrapping = bindings.crypto_pwhash_alg(32, passphrase.encode(), bytes.fromhex(words["salt"]),
                                              int(words["passes"]), int(words["memory"]),
                                              bindings.crypto_pwhash_ALG_ARGON2ID13)
        before = "".join(line for line in lines if not line.startswith("key ")).encode()
        key = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(key, before, bytes.fromhex(words["nonce"]), wrapping)
    public = written_key("hineni1", words["public"])
    insist(len(key) == 32 and bindings.crypto_scalarmult_base(key) == public, "the two halves of a key")
    return key, public


def device_key(file):
    raw = file.read_bytes()
    insist(raw[:8] == b"hindev1\0" and len(raw) == 72, "a device's key file")
    return raw[8:]


def sign_key(secret):
    """The seed of the key under which an organizer signs."""
    return bindings.crypto_sign_seed_keypair(digest(b"hineni organizer signing v1", key=secret))


# ---- Recovery words

def times(a, b):
    """In GF(2^16), modulo x^16 + x^12 + x^3 + x + 1."""
    out = 0
    while b:
        if b & 1:
            out ^= a
        a <<= 1
        if a & 0x10000:
            a ^= 0x1100B
        b >>= 1
    return out


def word_value(word):
    value = 0
    insist(len(word) == 5, f"five letters: {word}")
    for at, letter in enumerate(word):
        letters = "aiou" if at % 2 else "bdfghjklmnprstvz"
        insist(letter in letters, f"a word: {word}")
        value = value * len(letters) + letters.index(letter)
    return value


def recovered(file):
    symbols = [word_value(word) for word in file.read_text("ascii").split()]
    insist(len(symbols) == 19 and word_value("lusab") == 0x7F00, "nineteen words")
    for point in (1, 2, 4):
        value = 0
        for symbol in [0x6831] + symbols:
            value = times(value, point) ^ symbol
        insist(value == 0, "the check words")
    return b"".join(symbol.to_bytes(2, "big") for symbol in symbols[:16])


# ---- What is signed and what is vouched for

def verify(public, words, signature, what):
    try:
        bindings.crypto_sign_open(signature + words, public)
    except exceptions.BadSignatureError:
        raise Differs(f"the signature of {what}") from None


def stated(about, words):
    return bytes([len(about)]) + about + words


def voucher(secret, theirs, giver, receiver, about, words):
    """As either of the two makes it, with its own secret half and the other's public one: the same bytes for both."""
    shared = bindings.crypto_scalarmult(secret, theirs)
    insist(any(shared), "a shared secret")
    return digest(words, key=digest(shared + giver + receiver + about))


# ---- Envelopes

def content_key(slots, public, secret):
    for at in range(0, 320, 80):
        try:
            return bindings.crypto_box_seal_open(slots[at:at + 80], public, secret)
        except exceptions.CryptoError:
            continue
    raise Differs("sealed to this key")


def envelope(raw, public, secret):
    """Event tag, entry id, the device's key and the content, as bytes."""
    insist(raw[:8] == b"hinenv1\0" and len(raw) in (4096, 8192, 16384, 32768), "an envelope's start and size")
    key = content_key(raw[32:352], public, secret)
    inside = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(raw[376:], raw[:376], raw[352:376], key)
    device, signature, size = inside[:32], inside[32:96], number(inside[96:100])
    content = inside[100:100 + size]
    insist(len(content) == size and not any(inside[100 + size:]), "the content's length, and zeros behind it")
    verify(device, b"hineni entry v1" + raw[8:32] + content, signature, "an entry")
    return raw[8:16], raw[16:32], device, content


def mark(raw):
    return digest(raw)[:16]


# ---- Bundles and what travels in them

def parts(raw):
    insist(raw[:8] == b"hinbndl1" and digest(raw[:-32]) == raw[-32:], "a bundle's start and digest")
    out, at, end = [], 8, len(raw) - 32
    while at < end:
        size = number(raw[at + 4:at + 8])
        insist(at + 8 + size <= end, "a part's length")
        out.append((raw[at:at + 4], raw[at + 8:at + 8 + size]))
        at += 8 + size
    return out


def listed(raw, at, size):
    """Four bytes of count, then so many of `size` bytes each, in the order of their ids; and where they end."""
    count = number(raw[at:at + 4])
    end = at + 4 + count * size
    insist(end <= len(raw), "a list's length")
    entries = [raw[i:i + size] for i in range(at + 4, end, size)]
    insist(entries == sorted(set(entries)), "a list's order")
    return entries, end


def boots(raw):
    """Where the list of boots ends, and how many there are."""
    at = 122
    for _ in range(raw[121]):
        at += 17 + raw[at + 16] * 20
    return at, raw[121]


def statement(raw, device):
    insist(raw[:8] == b"hinstmt1" and raw[8] in (1, 2) and raw[17:49] == device, "a statement's start and device")
    verify(device, stated(b"hineni statement v1", raw[:-64]), raw[-64:], "a statement")
    entries, end = listed(raw, boots(raw)[0], 32)
    insist(end == len(raw) - 64, "the end of a statement")
    return {"kind": raw[8], "event": raw[9:17], "chain": raw[49:65], "number": number(raw[65:73]),
            "before": raw[73:105], "told": number(raw[105:113]), "tally": number(raw[113:121]), "entries": entries,
            "digest": digest(raw)}


def receipt(raw, organizer, device):
    """`organizer`: secret and public half; `device`: its Ed25519 secret key, 64 bytes. Made again from both sides."""
    [(kind, words)] = parts(raw)
    name = device[32:]
    insist(kind == b"RCPT" and words[:8] == b"hinrcpt1" and words[16:48] == name, "a receipt's start and device")
    entries, end = listed(words, 48, 32)
    insist(end == len(words) - 32, "the end of a receipt")
    theirs = bindings.crypto_sign_ed25519_pk_to_curve25519(name)
    own = bindings.crypto_sign_ed25519_sk_to_curve25519(device)
    about = b"hineni receipt v1"
    for secret, other in ((organizer[0], theirs), (own, organizer[1])):
        made = voucher(secret, other, organizer[1], theirs, about, words[:-32])
        insist(hmac.compare_digest(made, words[-32:]), "the voucher of a receipt")
    return words[8:16], entries


def withdrawal(raw, organizer):
    """Who gave the word is not written: it is the organizer for whose key one of the vouchers is right."""
    insist(raw[:8] == b"hingone1", "a withdrawal's start")
    entries, end = listed(raw, 16, 16)
    insist(1 <= raw[end] <= 4 and len(raw) == end + 1 + 32 * raw[end], "the vouchers of a withdrawal")
    vouchers = [raw[at:at + 32] for at in range(end + 1, len(raw), 32)]
    made = voucher(*organizer, organizer[1], organizer[1], b"hineni withdrawal v1", raw[:end])
    insist(made in vouchers, "a voucher of a withdrawal")
    return raw[8:16], entries


# ---- The folder

class Vectors:
    def __init__(self, folder):
        self.folder = folder
        self.device = device_key(folder / "device.key")
        self.organizer = secret_key(folder / "organizer.key")

    def keys(self):
        secret, public = self.organizer
        wrapped = secret_key(self.folder / "organizer-passphrase.key", "a sample passphrase")
        insist(wrapped == self.organizer, "the key under its passphrase")
        for name in ("organizer.key.pub", "organizer-passphrase.key.pub"):
            insist(written_key("hineni1", (self.folder / name).read_text().strip()) == public, name)
        return "organizer's key, with and without a passphrase"

    def words(self):
        insist(recovered(self.folder / "organizer.words") == self.organizer[0], "the key that the words give")
        return "recovery words"

    def signing_name(self):
        written = (self.folder / "organizer.key.signing").read_text().strip()
        insist(written_key("hinsig1", written) == sign_key(self.organizer[0])[0], "the signing name")
        return "signing name"

    def entry(self, name):
        raw = (self.folder / f"{name}.envelope").read_bytes()
        tag, entry_id, device, content = envelope(raw, self.organizer[1], self.organizer[0])
        insist(device == self.device[32:], f"the device of {name}")
        insist(content == (self.folder / f"{name}.json").read_bytes(), f"the content of {name}, byte for byte")
        insist(tag == digest(json.loads(content)["event"].encode())[:8], f"the event tag of {name}")
        return tag, entry_id, entry_id + mark(raw)

    def envelopes(self):
        self.card, self.pledge, self.typed = (self.entry(name) for name in ("card", "pledge", "typed"))
        return "three envelopes, byte for byte"

    def statements(self):
        first, second, whole = (statement((self.folder / f"{name}.statement").read_bytes(), self.device[32:])
                                for name in ("first", "second", "whole"))
        insist(first["entries"] == sorted((self.card[2], self.pledge[2])), "what the first statement tells of")
        insist(second["entries"] == [self.typed[2]], "what the second tells of")
        insist(whole["entries"] == sorted(e[2] for e in (self.card, self.pledge, self.typed)), "what the whole tells of")
        insist((first["kind"], second["kind"], whole["kind"]) == (1, 1, 2), "kinds of statements")
        insist((first["number"], second["number"], whole["number"]) == (0, 1, 1), "numbers of statements")
        insist(not any(first["before"]) and second["before"] == first["digest"], "the chain")
        insist(whole["before"] == second["digest"], "what the whole follows")
        insist((first["told"], second["told"], whole["told"]) == (2, 3, 3), "how many were told of")
        insist(len({s["chain"] for s in (first, second, whole)}) == 1, "one chain")
        return "a chain of statements"

    def travelling(self):
        [file] = self.folder.glob("*.hineni")
        raw = file.read_bytes()
        insist(file.name == f"{self.card[0].hex()}-{raw[-32:-16].hex()}.hineni", "a bundle's name")
        held = [part for kind, part in parts(raw) if kind == b"ENVL"]
        insist(sorted(mark(part) for part in held) == sorted(e[2][16:] for e in (self.card, self.pledge)), "a bundle")
        [file] = self.folder.glob("*.receipt")
        tag, entries = receipt(file.read_bytes(), self.organizer, self.device)
        name = f"{tag.hex()}-{digest(self.device[32:] + self.organizer[1])[:16].hex()}.receipt"
        insist(file.name == name and entries == sorted((self.card[2], self.pledge[2])), "a receipt's name and entries")
        tag, entries = withdrawal((self.folder / "card.withdrawal").read_bytes(), self.organizer)
        insist(tag == self.card[0] and entries == [self.card[1]], "what is withdrawn")
        return "bundle, receipt and withdrawal"

    def all(self):
        for each in (self.keys, self.words, self.signing_name, self.envelopes, self.statements, self.travelling):
            yield each()


def spoilt_is_refused(folder, scratch):
    """Each file once with one bit changed in its middle: nothing of it may pass."""
    count = 0
    for file in sorted(folder.iterdir()):
        if file.suffix in (".py", ".md", ".csv", ".json"):  # The tables are the desk's, and JSON is what is compared with.
            continue
        for other in folder.iterdir():
            (scratch / other.name).write_bytes(other.read_bytes())
        raw = bytearray(file.read_bytes())
        raw[len(raw) // 2] ^= 1
        (scratch / file.name).write_bytes(raw)
        try:
            list(Vectors(scratch).all())
        except (Differs, exceptions.CryptoError, ValueError, KeyError, TypeError):
            count += 1
            continue
        raise Differs(f"{file.name} with a bit changed was opened")
    return f"{count} files with one bit changed: each is refused"


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent
    try:
        for line in Vectors(folder).all():
            print(line)
        with tempfile.TemporaryDirectory() as scratch:
            print(spoilt_is_refused(folder, pathlib.Path(scratch)))
    except Differs as difference:
        print(f"open.py: this differs from what is written: {difference}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
