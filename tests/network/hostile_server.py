"""Servers that are not what a drop should be, each on a port of its own on the loopback.

    hostile_server.py FOLDER PRETEND     certificates go to FOLDER; PRETEND is the library of pretend/

stderr: "at NAME PORT" for each, "pin PIN" of the key that all of them use, "ready".
SIGTERM: "NAME CONNECTIONS BYTES BODY" for each on stdout, then the end. BYTES are those of requests, after TLS took
them apart; BODY those of them that stand behind the headers.
"""

import os
import select
import signal
import socket
import ssl
import sys
import threading
import time

from certificates import make_certificates, tls

FOLDER, PRETEND = sys.argv[1:3]
# Of servers that dribble: more than a client waits in one go (PRETEND_WAIT), and far less than it waits in all.
PACE_S = 0.06


class Gone(Exception):
    pass


class Talk:
    """One connection, and what came over it."""

    def __init__(self, line, place):
        self.line, self.place, self.left = line, place, b""

    def more(self):
        piece = self.line.recv(65536)
        if not piece:
            raise Gone
        self.place.bytes += len(piece)
        return piece

    def question(self):
        """Method and headers; the body is read and counted."""
        while b"\r\n\r\n" not in self.left:
            self.left += self.more()
        head, self.left = self.left.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        length = sum(int(line.split(":")[1]) for line in lines[1:] if line.lower().startswith("content-length:"))
        self.place.body += len(self.left)
        while len(self.left) < length:
            piece = self.more()
            self.place.body += len(piece)
            self.left += piece
        self.left = self.left[length:]
        return lines[0].split(" ")[0]

    def say(self, text):
        self.line.sendall(text if isinstance(text, bytes) else text.encode("latin-1"))

    def for_ever(self, text):
        while True:
            self.say(text)

    def dribble(self, text):
        for letter in text:
            self.say(letter)
            time.sleep(PACE_S)

    def silence(self):
        while True:
            self.more()


def whole(status, body="", headers=""):
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{headers}\r\n{body}"


def answers(text):
    def behave(talk):
        while True:
            talk.question()
            talk.say(text)

    return behave


def once(*doings):
    """Hears one question, does all this, and hangs up."""

    def behave(talk):
        talk.question()
        for do in doings:
            do(talk)

    return behave


def say(text):
    return lambda talk: talk.say(text)


def for_ever(text):
    return lambda talk: talk.for_ever(text)


def dribble(text):
    return lambda talk: talk.dribble(text)


def silence(talk):
    talk.silence()


def hang_up_hard(talk):
    """A reset instead of a goodbye."""
    talk.line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")


def other_bundle(talk):
    while True:
        method = talk.question()
        talk.say(whole("200 OK", "" if method == "PUT" else "somebody else's bundle"))


def before_asked(talk):
    talk.say(PORTAL)
    talk.silence()


CREATED = whole("201 Created")
PORTAL = whole("200 OK", "<h1>Free WiFi</h1><form>Sign in</form>", "Content-Type: text/html\r\n")
ENDLESS = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def bomb():
    """64 MiB of nothing in 64 KiB."""
    import gzip

    return gzip.compress(bytes(64 * 1024 * 1024), 6)


def behaviours(elsewhere):
    zipped = bomb()
    moved = f"Location: https://localhost:{elsewhere}/drop/\r\n"
    zip_head = f"Content-Encoding: gzip\r\nContent-Length: {len(zipped)}\r\n\r\n".encode()
    return {
        "moved_301": answers(whole("301 Moved Permanently", headers=moved)),
        "moved_302": answers(whole("302 Found", headers=moved)),
        "moved_307": answers(whole("307 Temporary Redirect", headers=moved)),
        "moved_308": answers(whole("308 Permanent Redirect", headers=moved)),
        "portal": answers(PORTAL),
        "sign_in_511": answers(whole("511 Network Authentication Required", "<h1>Sign in</h1>")),
        "empty_200": answers(whole("200 OK")),
        "accepted_202": answers(whole("202 Accepted")),
        "partial_206": answers(whole("206 Partial Content", "x")),
        "not_stored_204": answers("HTTP/1.1 204 No Content\r\n\r\n"),
        "other_bundle": other_bundle,
        "cut_in_status": once(say("HTTP/1.1 201 Cre")),
        "cut_in_headers": once(say("HTTP/1.1 201 Created\r\nContent-Le")),
        "cut_after_headers": once(say("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n")),
        "short_body": once(say("HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\nhalf")),
        "two_lengths": once(say("HTTP/1.1 201 Created\r\nContent-Length: 0\r\nContent-Length: 1000\r\n\r\n")),
        "negative_length": once(say("HTTP/1.1 201 Created\r\nContent-Length: -1\r\n\r\n"), silence),
        "endless_body": once(say(ENDLESS), for_ever("x" * 65536)),
        "endless_created": once(say("HTTP/1.1 201 Created\r\n\r\n"), for_ever("x" * 65536)),
        "zip_bomb": once(say(b"HTTP/1.1 200 OK\r\n" + zip_head + zipped)),
        "endless_headers": once(say("HTTP/1.1 201 Created\r\n"), for_ever("X-More: " + "x" * 1000 + "\r\n")),
        "endless_line": once(say("HTTP/1.1 201 Created\r\nX-More: "), for_ever("x" * 65536)),
        "endless_100": once(for_ever("HTTP/1.1 100 Continue\r\n\r\n")),
        "chunked_noise": once(say("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nwhat?\r\n")),
        "chunk_cut": once(say("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf")),
        "http_0_9": once(say("<h1>201 Created</h1>")),
        "noise": once(say(bytes(range(256)) * 16)),
        "gone_at_once": lambda talk: None,
        "gone_after": once(),
        "reset_after": once(hang_up_hard),
        "slow_before_asked": before_asked,
        # These take their time.
        "slow_silent": silence,
        "slow_header": once(dribble("HTTP/1.1 201 Created\r\nX-Slow: " + "x" * 4096)),
        "slow_body": once(say("HTTP/1.1 201 Created\r\nContent-Length: 60000\r\n\r\n"), dribble("x" * 60000)),
        "slow_brisk_body": once(say("HTTP/1.1 201 Created\r\nContent-Length: 60000\r\n\r\n"), dribble(["x" * 250] * 240)),
        "slow_100": once(dribble(["HTTP/1.1 100 Continue\r\n\r\n" * 20] * 9999)),
    }


class Place:
    def __init__(self, name, context, behave):
        self.name, self.context, self.behave = name, context, behave
        self.connections = self.bytes = self.body = 0
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=16)
        self.port = self.listening.getsockname()[1]

    def serve(self, line):
        try:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.context is not None:
                line = self.context.wrap_socket(line, server_side=True)
            self.behave(Talk(line, self))
        except (OSError, Gone, ValueError):
            pass
        finally:
            line.close()


# Without TLS. What asks in clear text is a question; what begins with TLS's own hello is none.
def plain(talk):
    first = talk.line.recv(65536)
    if first[:1] != b"\x16":
        talk.place.bytes += len(first)
    talk.say(CREATED)


def greets_first(talk):
    talk.say("SSH-2.0-OpenSSH_9.2p1\r\n")
    plain(talk)


def hello_for_ever(talk):
    """The first part of a TLS record, a byte at a time."""
    talk.line.recv(65536)
    talk.dribble([b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc\x03\x03"[i:i + 1] for i in range(11)] + [b"\0"] * 9999)


def mute(talk):
    while talk.line.recv(65536):
        pass


def places():
    pin = make_certificates(FOLDER, PRETEND)
    good = tls(FOLDER, "good")
    honest = answers(CREATED)
    listed = [Place("honest", good, honest), Place("elsewhere", good, honest)]
    for pem in ("expired", "not_yet", "other_name", "unknown", "self", "long"):
        listed.append(Place("untrusted_" + pem, tls(FOLDER, pem), honest))
    listed.append(Place("untrusted_tls_1_0", tls(FOLDER, "good", ssl.TLSVersion.TLSv1), honest))
    listed.append(Place("untrusted_tls_1_1", tls(FOLDER, "good", ssl.TLSVersion.TLSv1_1), honest))
    listed.append(Place("untrusted_plain", None, plain))
    listed.append(Place("untrusted_ssh", None, greets_first))
    listed.append(Place("untrusted_gone", None, lambda talk: None))
    listed.append(Place("untrusted_slow_mute", None, mute))
    listed.append(Place("untrusted_slow_hello", None, hello_for_ever))
    for name, behave in behaviours(listed[1].port).items():
        listed.append(Place(name, good, behave))
    return listed, pin


def main():
    listed, pin = places()
    ended, end = os.pipe()
    signal.signal(signal.SIGTERM, lambda *_: os.write(end, b"."))
    for place in listed:
        print("at", place.name, place.port, file=sys.stderr)
    print("pin", pin, file=sys.stderr)
    print("ready", file=sys.stderr, flush=True)
    talks = []
    by_file = {place.listening.fileno(): place for place in listed}
    while ended not in (ready := select.select([ended, *by_file], [], [])[0]):
        for file in ready:
            place = by_file[file]
            place.connections += 1
            talks.append(threading.Thread(target=place.serve, args=[place.listening.accept()[0]], daemon=True))
            talks[-1].start()
    for talk in talks:
        talk.join(1)  # Whoever asked has ended; what is left of it is in the kernel.
    for place in listed:
        print(place.name, place.connections, place.bytes, place.body)
    sys.stdout.flush()
    os._exit(0)


main()
