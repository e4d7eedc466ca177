"""Unpacks a function's archives, as the function's own user and once more within the limits that the operator checked."""

import os
import stat
import zipfile

MOST_BYTES, MOST_ENTRIES = 262_144_000, 20_000


class UnsafeArchive(Exception):
    """An entry that would be written elsewhere, or be something else than a file or a folder."""


class ArchiveTooLarge(Exception):
    """Code and layers that unpack to more than code may have."""


class Budget:
    """What code and layers may still take, together."""

    def __init__(self):
        self.bytes, self.entries = MOST_BYTES, MOST_ENTRIES * 6

    def take(self, size):
        self.bytes -= size
        if self.bytes < 0:
            raise ArchiveTooLarge(f"Unzipped size must be smaller than {MOST_BYTES} bytes")


def unpack(file, root, left):
    """Writes the entries below the root. What is there already is replaced; files are read-only, and so are their folders."""
    folders = set()
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        left.entries -= len(entries)
        if len(entries) > MOST_ENTRIES or left.entries < 0:
            raise ArchiveTooLarge(f"An archive may have {MOST_ENTRIES} entries")
        for entry in entries:
            path = os.path.join(root, safe(entry))
            if entry.is_dir():
                make_folder(root, path, folders)
            else:
                make_folder(root, os.path.dirname(path), folders)
                write(archive, entry, path, left)
    for folder in folders:
        os.chmod(folder, 0o555)


def safe(entry):
    name, kind = entry.orig_filename, stat.S_IFMT(entry.external_attr >> 16)
    if not entry.flag_bits & 0x800:
        name = name.encode("cp437").decode("utf-8")  # zipfile takes names without the flag for cp437; the operator saw UTF-8
    parts = (name[:-1] if name.endswith("/") else name).split("/")
    if not name or "\\" in name or "\0" in name or any(part in ("", ".", "..") for part in parts):
        raise UnsafeArchive(f"The archive's entry {name!r} is not a path below the code folder")
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise UnsafeArchive(f"The archive's entry {name!r} is neither a file nor a folder")
    return name


def make_folder(root, path, folders):
    """Makes a folder and those above it, writable again when an earlier layer closed them; never follows a link."""
    path = path.rstrip("/")
    if path in folders or path == root.rstrip("/"):
        return
    make_folder(root, os.path.dirname(path), folders)
    try:
        os.mkdir(path, 0o755)
    except FileExistsError:
        if not stat.S_ISDIR(os.lstat(path).st_mode):
            os.unlink(path)  # a later layer has a folder where an earlier one had a file
            os.mkdir(path, 0o755)
        else:
            os.chmod(path, 0o755)
    folders.add(path)


def write(archive, entry, path, left):
    mode = 0o555 if (entry.external_attr >> 16) & 0o111 else 0o444
    try:
        target = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        os.unlink(path)
        target = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(target, "wb") as out, archive.open(entry) as content:
        while chunk := content.read(256 * 1024):
            left.take(len(chunk))
            out.write(chunk)
