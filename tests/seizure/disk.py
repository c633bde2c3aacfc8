"""What was seized: a raw image, with the files of every ext4 in it, or a folder."""

import contextlib
import dataclasses
import pathlib
import re
import sqlite3
import subprocess
import tempfile

MAGIC = b"\x53\xef"  # Of ext4, 1080 bytes from its beginning.


def partitions(raw):
    """Where a file system may begin."""
    yield 0
    if raw[510:512] == b"\x55\xaa":
        for entry in range(446, 510, 16):
            first = int.from_bytes(raw[entry + 8:entry + 12], "little")
            if first:
                yield first * 512


@dataclasses.dataclass
class File:
    name: str
    content: bytes
    changed: float
    made: float | None


class Seized:
    def __init__(self, path):
        self.path = pathlib.Path(path)
        with tempfile.TemporaryDirectory() as scratch:
            if self.path.is_dir():
                self.kind = "a folder"
                self.files = [File(name, content, changed, None) for name, content, changed in walked(self.path)]
                self.raw = b"".join(file.content for file in self.files)
            else:
                self.raw = self.path.read_bytes()
                begins = [at for at in partitions(self.raw) if self.raw[at + 1080:at + 1082] == MAGIC]
                self.kind = f"an image, {len(begins)} ext4 in it"
                self.files = [file for at in begins for file in self.unpacked(at, pathlib.Path(scratch) / str(at))]

    def debugfs(self, at, request):
        device = f"{self.path}?offset={at}" if at else str(self.path)
        command = ["/sbin/debugfs", "-R", request, device]
        said = subprocess.run(command, capture_output=True, text=True, check=False)
        trouble = [line for line in said.stderr.splitlines() if not line.startswith("debugfs ")]  # It greets there.
        if trouble or said.returncode:
            raise OSError(f"look into {device}: {trouble[0] if trouble else 'debugfs failed'}")
        return said.stdout

    def unpacked(self, at, out):
        """Without mounting: a journal that was not played back stays as it is, as does what was deleted."""
        out.mkdir()
        self.debugfs(at, f"rdump / {out}")
        for name, content, changed in walked(out):
            # When each was made: the file system writes it down, and copying loses it.
            found = re.search(r"crtime: 0x([0-9a-f]+):([0-9a-f]+)", self.debugfs(at, f'stat "/{name}"'))
            made = int(found[1], 16) + (int(found[2], 16) >> 2) / 1e9 if found else None
            yield File(name, content, changed, made)

    def rows(self, file, question):
        """On a copy: reading plays a -wal back and takes it away."""
        with tempfile.TemporaryDirectory() as scratch:
            for each in self.files:
                if each.name in (file.name, file.name + "-wal"):
                    (pathlib.Path(scratch) / pathlib.Path(each.name).name).write_bytes(each.content)
            copy = pathlib.Path(scratch) / pathlib.Path(file.name).name
            try:
                with contextlib.closing(sqlite3.connect(copy)) as database:
                    return database.execute(question).fetchall()
            except sqlite3.Error:
                return []


def walked(folder):
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            yield str(file.relative_to(folder)), file.read_bytes(), file.stat().st_mtime
