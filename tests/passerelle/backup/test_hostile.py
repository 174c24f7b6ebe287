"""What is no whole backup of ours is refused, and leaves nothing outside its folder."""

import gzip
import hashlib
import io
import json
import random
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from passerelle.backup.manifest import Manifest
from passerelle.backup.refusals import ArchiveError
from passerelle.backup.schema import Version
from passerelle.backup.seal import DRAWN, MAGIC, PIECE, SALT, TAG, Sealer
from passerelle.backup.tar import END, write_member
from passerelle.backup.unpack import Unpacked, unpack

from .conftest import KEY

Members = dict[str, bytes]
PICTURE = "media/public/well.txt"
PIECE_OF_ROWS = "rows/access_space/000000.jsonl.gz"
FLIPS = 150


def facts(members: Members) -> dict[str, Any]:
    """A manifest that says of these files what they are."""
    files = [
        {
            "name": name,
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            "unpacked": len(gzip.decompress(content)) if name.startswith("rows/") else 0,
        }
        for name, content in members.items()
    ]
    table = {
        "name": "access_space", "columns": ["id"], "rows": 1, "mark": "0" * 64, "last": 1,
        "pieces": [name for name in members if name.startswith("rows/")],
    }  # fmt: skip
    return {
        "at": "2026-01-01T00:00:00+00:00", "journal": "0" * 32, "engine": "sqlite",
        "version": "wagtail 8", "languages": ["fr", "en"], "migrations": [], "tables": [table],
        "files": files, "format": 1, "made_by": "Passerelle",
    }  # fmt: skip


def small() -> Members:
    """The files of a small backup, without its manifest."""
    return {
        "passerelle.json": json.dumps({"made_by": "Passerelle", "format": 1}).encode(),
        "settings.json": b"{}",
        PIECE_OF_ROWS: gzip.compress(b"[1]\n", mtime=0),
        PICTURE: b"a well" * 100,
    }


def packed(members: Members, change: Callable[[dict[str, Any]], object] | None = None) -> bytes:
    """A backup of these files, whose manifest somebody may have changed."""
    said = facts(members)
    if change:
        change(said)
    manifest = json.dumps(said).encode()
    mark = hashlib.sha256(manifest).hexdigest().encode()
    return tar({**members, "manifest.json": manifest, "mark": mark})


def tar(members: Members) -> bytes:
    """A tar file of these files."""
    out = io.BytesIO()
    for name, content in members.items():
        write_member(out, name, len(content), [content])
    out.write(END)
    return out.getvalue()


def read(content: bytes, folder: Path, key: str = "") -> Unpacked:
    """Unpack a backup in a folder of its own."""
    file, into = folder / "it.tar", folder / "media" / "into"
    file.write_bytes(content)
    into.mkdir(parents=True, exist_ok=True)
    return unpack(file, key, into)


def test_a_small_one_is_whole(tmp_path: Path) -> None:
    found = read(packed(small()), tmp_path)
    assert isinstance(found.manifest, Manifest)
    assert (found.folder / PICTURE).read_bytes() == b"a well" * 100


def linked(kind: bytes) -> bytes:
    """A backup with a link to somewhere else in its middle."""
    out = io.BytesIO()
    for name, content in small().items():
        write_member(out, name, len(content), [content])
    header = tarfile.TarInfo("media/public/link")
    header.type, header.linkname = kind, "/etc/passwd"
    out.write(header.tobuf(tarfile.GNU_FORMAT))
    out.write(END)
    return out.getvalue()


def with_file(name: str) -> bytes:
    """A backup with one file more, of which its manifest knows."""
    return packed({**small(), name: b"x"})


def twice() -> bytes:
    """A backup in which a file comes twice."""
    whole = tar(small())[: -len(END)]
    out = io.BytesIO()
    write_member(out, PICTURE, 1, [b"x"])
    return whole + out.getvalue() + END


def bomb() -> bytes:
    """A backup whose rows would fill the memory."""
    members = {**small(), PIECE_OF_ROWS: gzip.compress(bytes(1 << 20), mtime=0)}
    return packed(members, lambda said: said["files"][2].update(unpacked=1 << 40))


def foreign_tar() -> bytes:
    """A tar file of something else."""
    return tar({"readme.txt": b"hello"})


def huge_name() -> bytes:
    """A header that announces a name of a gigabyte."""
    header = tarfile.TarInfo("././@LongLink")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 1 << 30
    return header.tobuf(tarfile.GNU_FORMAT) + bytes(4096)


def minus() -> bytes:
    """A file of less than nothing."""
    header = bytearray(tarfile.TarInfo("passerelle.json").tobuf(tarfile.GNU_FORMAT))
    header[124:136] = b"\xff" * 12
    header[148:156] = b" " * 8
    header[148:156] = f"{sum(header):06o}\0 ".encode()
    return bytes(header) + bytes(4096)


def says(**others: Any) -> bytes:
    """A backup whose manifest says something else."""
    return packed(small(), lambda said: said.update(others))


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "zeros": lambda: bytes(10_240),
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(5000),
    "a tar file of something else": foreign_tar,
    "the first line only": lambda: tar({"passerelle.json": small()["passerelle.json"]}),
    "no manifest": lambda: tar(small()),
    "cut in the middle": lambda: packed(small())[:3000],
    "without its end": lambda: packed(small())[: -len(END)],
    "something after its end": lambda: packed(small()) + b"more",
    "a symbolic link": lambda: linked(tarfile.SYMTYPE),
    "a hard link": lambda: linked(tarfile.LNKTYPE),
    "a device": lambda: linked(tarfile.CHRTYPE),
    "a header of another format": lambda: linked(tarfile.XHDTYPE),
    "a way out": lambda: with_file("media/../../../out.txt"),
    "a way out in the middle": lambda: with_file("media/public/../../out.txt"),
    "an absolute place": lambda: with_file("media//etc/cron.d/out"),
    "a place of our own": lambda: with_file("media/.restore-x/out"),
    "a Windows place": lambda: with_file("media/..\\out.txt"),
    "a file beside": lambda: with_file("out.txt"),
    "rows out of place": lambda: packed({**small(), "rows/../out.jsonl.gz": gzip.compress(b"")}),
    "a name for no disk": lambda: with_file("media/public/" + "x" * 300),
    "a file as a folder": lambda: with_file(f"{PICTURE}/more.txt"),
    "a file twice": twice,
    "a bomb": bomb,
    "a name of a gigabyte": huge_name,
    "a file of less than nothing": minus,
    "another maker": lambda: says(made_by="Somebody"),
    "a format to come": lambda: says(format=2),
    "a manifest with more": lambda: says(more=True),
    "tables that are none": lambda: says(tables="all"),
    "files that are none": lambda: says(files=[1]),
    "rows that it has not": lambda: packed(
        small(), lambda said: said["tables"][0]["pieces"].append("rows/access_space/000001")
    ),
    "a file that is another": lambda: packed(
        small(), lambda said: said["files"][3].update(sha256="0" * 64)
    ),
    "a manifest of depth": lambda: tar({**small(), "manifest.json": b"[" * 100_000, "mark": b""}),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_is_refused(kind: str, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError):
        read(HOSTILE[kind](), tmp_path)
    assert {entry.name for entry in tmp_path.iterdir()} == {"it.tar", "media"}
    assert [entry.name for entry in (tmp_path / "media").iterdir()] == ["into"]
    assert not any(entry.is_symlink() for entry in tmp_path.rglob("*"))


@pytest.mark.parametrize(
    "rows",
    [b"[1]\n", b"{}\n", b"[1, 2]\n", b'["one"]\n', b"[true]\n", b"[[1]]\n", b"[1\n", b"[" * 9999],
)
def test_rows_that_are_none_are_refused(rows: bytes, tmp_path: Path) -> None:
    """But for the first, which are."""
    from passerelle.backup.tables import Table

    found = read(packed({**small(), PIECE_OF_ROWS: gzip.compress(rows, mtime=0)}), tmp_path)
    table = Table("access_space", ("id",), ("integer",), "id")
    taken = found.rows(table, found.manifest.tables[0])
    if rows == b"[1]\n":
        assert list(taken) == [[1]]
        return
    with pytest.raises(ArchiveError):
        list(taken)


def test_rows_that_unpack_to_more_than_they_say_are_refused(tmp_path: Path) -> None:
    from passerelle.backup.tables import Table

    members = {**small(), PIECE_OF_ROWS: gzip.compress(b"[1]\n" * 100_000, mtime=0)}
    content = packed(members, lambda said: said["files"][2].update(unpacked=4))
    found = read(content, tmp_path)
    with pytest.raises(ArchiveError, match="unpack"):
        list(found.rows(Table("t", ("id",), ("integer",), ""), found.manifest.tables[0]))


def test_a_bit_that_flips_is_noticed_or_changes_nothing(tmp_path: Path) -> None:
    whole = packed(small())
    before = read(whole, tmp_path / made(tmp_path, "whole"))
    chance = random.Random(8)
    noticed = 0
    for number in range(FLIPS):
        content = bytearray(whole)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        try:
            after = read(bytes(content), tmp_path / made(tmp_path, str(number)))
        except ArchiveError:
            noticed += 1
            continue
        assert after.manifest == before.manifest
        assert (after.folder / PICTURE).read_bytes() == (before.folder / PICTURE).read_bytes()
    assert noticed > FLIPS * 0.9


def test_a_backup_of_a_version_to_come_is_refused(tmp_path: Path) -> None:
    manifest = read(packed(small()), tmp_path).manifest
    manifest.migrations = [["people", "9999_tomorrow"]]
    with pytest.raises(ArchiveError, match="newer"):
        Version(manifest)


def sealed(content: bytes) -> bytes:
    """A backup that only the key opens."""
    out = io.BytesIO()
    sealer = Sealer(out, KEY)
    sealer.write(content)
    sealer.end()
    return out.getvalue()


HEAD = len(MAGIC) + SALT + DRAWN
WHOLE = PIECE + TAG
BROKEN_SEALS: dict[str, Callable[[bytes], bytes]] = {
    "cut in its head": lambda it: it[: len(MAGIC) + 3],
    "nothing behind its head": lambda it: it[:HEAD],
    "cut in a piece": lambda it: it[:-100],
    "cut between pieces": lambda it: it[: HEAD + WHOLE],
    "pieces in another order": lambda it: (
        it[:HEAD] + it[HEAD + WHOLE : HEAD + 2 * WHOLE] + it[HEAD : HEAD + WHOLE]
        + it[HEAD + 2 * WHOLE :]
    ),
    "a piece left out": lambda it: it[:HEAD] + it[HEAD + WHOLE :],
    "a piece twice": lambda it: it[: HEAD + WHOLE] + it[HEAD:],
    "a bit of its head": lambda it: it[: HEAD - 1] + bytes([it[HEAD - 1] ^ 1]) + it[HEAD:],
    "a bit of its last piece": lambda it: it[:-1] + bytes([it[-1] ^ 1]),
    "something behind it": lambda it: it + b"more",
}  # fmt: skip


@pytest.fixture(scope="module")
def sealed_archive() -> bytes:
    """A sealed backup of three pieces."""
    large = random.Random(1).randbytes(2 * PIECE + 4000)
    return sealed(packed({**small(), "media/public/large": large}))


def test_a_sealed_one_opens_with_its_key(sealed_archive: bytes, tmp_path: Path) -> None:
    assert read(sealed_archive, tmp_path, KEY).is_sealed


@pytest.mark.parametrize("kind", BROKEN_SEALS)
def test_a_broken_seal_is_noticed(kind: str, sealed_archive: bytes, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError):
        read(BROKEN_SEALS[kind](sealed_archive), tmp_path, KEY)


def made(folder: Path, name: str) -> str:
    """A folder that was just made, by its name."""
    (folder / name).mkdir()
    return name
