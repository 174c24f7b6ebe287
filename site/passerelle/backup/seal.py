"""Archives that only the holder of a key can read or make, sealed piece by piece.

The key is drawn from `BACKUP_KEY` by scrypt. Each piece of a mebibyte is sealed by AES-GCM under a
nonce of its own: a number drawn for the archive, the place of the piece, and whether it is the
last. So pieces that are changed, cut off, left out or put into another order are noticed.
"""

import secrets
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from passerelle.backup.refusals import ArchiveError, BackupError

MAGIC = b"passerelle sealed 1\n"
SALT, DRAWN, TAG = 16, 7, 16
PIECE = 1 << 20
SHORTEST_KEY = 20


def cipher(key: str, salt: bytes) -> AESGCM:
    """What seals and opens: a third of a second of work, so that keys are not found by trying."""
    return AESGCM(Scrypt(salt=salt, length=32, n=2**16, r=8, p=1).derive(key.encode()))


def nonce(drawn: bytes, place: int, is_last: bool) -> bytes:
    """The nonce of a piece."""
    return drawn + place.to_bytes(4, "big") + bytes([is_last])


def check_key(key: str) -> None:
    """Refuse a key that can be guessed.

    Raises:
        BackupError: it is too short.
    """
    if len(key) < SHORTEST_KEY:
        raise BackupError(
            f"BACKUP_KEY has fewer than {SHORTEST_KEY} characters: draw one, for example with "
            "`openssl rand -base64 32`, and keep it apart from the backups."
        )


class Sealer:
    """Seals what is written to it; whole only once it is ended."""

    def __init__(self, out: BinaryIO, key: str) -> None:
        check_key(key)
        salt, self.drawn = secrets.token_bytes(SALT), secrets.token_bytes(DRAWN)
        self.out, self.header = out, MAGIC + salt + self.drawn
        self.cipher, self.place, self.waiting = cipher(key, salt), 0, bytearray()
        out.write(self.header)

    def write(self, content: bytes) -> int:
        """Take more; a piece goes out when another is known to follow it."""
        self.waiting += content
        while len(self.waiting) > PIECE:
            self.put(bytes(self.waiting[:PIECE]), is_last=False)
            del self.waiting[:PIECE]
        return len(content)

    def end(self) -> None:
        """Seal the last piece."""
        self.put(bytes(self.waiting), is_last=True)

    def put(self, piece: bytes, is_last: bool) -> None:
        """Seal a piece."""
        mark = nonce(self.drawn, self.place, is_last)
        self.out.write(self.cipher.encrypt(mark, piece, self.header))
        self.place += 1


class Opener:
    """Reads what a `Sealer` wrote: nothing comes out that was not sealed so.

    Raises:
        ArchiveError: it was cut short, or the key is another; at any reading.
    """

    def __init__(self, file: BinaryIO, key: str) -> None:
        rest = file.read(SALT + DRAWN)
        if len(rest) < SALT + DRAWN:
            raise ArchiveError("This backup is cut short.")
        self.drawn, self.header = rest[SALT:], MAGIC + rest
        self.file, self.cipher = file, cipher(key, rest[:SALT])
        self.place, self.open = 0, b""
        self.following = file.read(PIECE + TAG)

    def read(self, size: int) -> bytes:
        """The next bytes, fewer only at the end."""
        while len(self.open) < size and self.following:
            self.open += self.next_piece()
        content, self.open = self.open[:size], self.open[size:]
        return content

    def next_piece(self) -> bytes:
        """Open the piece that was read ahead, and read another."""
        sealed, self.following = self.following, self.file.read(PIECE + TAG)
        mark = nonce(self.drawn, self.place, is_last=not self.following)
        self.place += 1
        try:
            return self.cipher.decrypt(mark, sealed, self.header)
        except InvalidTag as fault:
            raise ArchiveError(
                "This backup cannot be opened: BACKUP_KEY is not the one that it was made with, "
                "or the file is damaged or cut short."
            ) from fault
