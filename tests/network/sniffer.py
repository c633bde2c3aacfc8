"""Every packet that leaves a network of one tablet, and whether anybody but the drop was spoken to. Read from the wire, whatever sent it."""
import socket
import struct
import threading

ETHERNET = {0x0800: "IPv4", 0x86DD: "IPv6", 0x0806: "ARP"}
# Neighbours find each other (133 to 136), and say which groups they listen to (131, 143).
OF_THE_LINK = {131, 132, 133, 134, 135, 136, 143}


class Sniffer:
    """Of `card`: what is sent by whoever has another address than `own`. `drop`: (address, port); `names`: (address of the server of names, the drop's)."""

    def __init__(self, card, own, drop, names):
        self.own, self.drop, self.names = own, drop, names
        self.packets, self.to_drop, self.strangers, self.asked = 0, 0, {}, {}
        self.lock = threading.Lock()
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
        self.socket.bind((card, 0))
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            try:
                packet, (_, _, kind, _, _) = self.socket.recvfrom(65536)
            except OSError:
                return  # The card is gone, and the evening with it.
            if kind != socket.PACKET_OUTGOING:
                with self.lock:
                    self.packets += 1
                    self.judge(packet)

    def judge(self, packet):
        what = ETHERNET.get(struct.unpack("!H", packet[12:14])[0])
        if what == "ARP":
            asked = socket.inet_ntoa(packet[38:42])
            return None if asked.rsplit(".", 1)[0] == self.own.rsplit(".", 1)[0] else self.stranger(f"ARP for {asked}")
        if what == "IPv4":
            start = 14 + (packet[14] & 15) * 4
            return self.judge_further(packet[23], socket.inet_ntoa(packet[30:34]), packet[start:])
        if what == "IPv6":
            return self.judge_ipv6(packet[20], socket.inet_ntop(socket.AF_INET6, packet[38:54]), packet[54:])
        return self.stranger(f"a packet of another kind, {packet[12:14].hex()}")

    def judge_ipv6(self, protocol, to, rest):
        if protocol == 0:  # Options for every hop, which reports of groups have.
            protocol, rest = rest[0], rest[8 * (rest[1] + 1):]
        if protocol == 58 and rest[0] in OF_THE_LINK and to.startswith(("ff02:", "fe80:", "fd73:")):
            return None
        return self.judge_further(protocol, to, rest)

    def judge_further(self, protocol, to, rest):
        port = struct.unpack("!H", rest[2:4])[0] if protocol in (6, 17) and len(rest) >= 4 else 0
        if (protocol, to, port) == (6, *self.drop):
            self.to_drop += 1
            return None
        if (protocol, to, port) == (17, self.names[0], 53):
            name = name_in(rest[8 + 12:])
            self.asked[name] = self.asked.get(name, 0) + 1
            return None if name == self.names[1] else self.stranger(f"a question about {name}")
        return self.stranger(f"protocol {protocol} to {to} port {port}")

    def stranger(self, who):
        self.strangers[who] = self.strangers.get(who, 0) + 1


def name_in(question):
    labels, at = [], 0
    while at < len(question) and question[at]:
        labels.append(question[at + 1:at + 1 + question[at]].decode("ascii", "replace"))
        at += 1 + question[at]
    return ".".join(labels).lower()


class Names:
    """A server of names that knows one, and says of every other that there is none."""

    def __init__(self, address, name, number):
        self.name, self.number = name, socket.inet_aton(number)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((address, 53))
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            question, who = self.socket.recvfrom(512)
            end = 12 + question[12:].index(0) + 5
            known, kind = name_in(question[12:]) == self.name, question[end - 4:end - 2]
            answer = b"\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4" + self.number if known and kind == b"\0\1" else b""
            flags = b"\x81\x80" if known else b"\x81\x83"
            self.socket.sendto(question[:2] + flags + b"\0\1\0" + (b"\1" if answer else b"\0") + b"\0\0\0\0" + question[12:end] + answer, who)
