"""The clock of a site's processes, which can jump while they run; ours, the judge's, does not."""

from dataclasses import dataclass
from pathlib import Path

LIBRARIES = "/usr/lib/*/faketime/libfaketimeMT.so.1"
PRELOAD = Path(__file__).parent / "preload"
RIGHT = "+0"


@dataclass(frozen=True)
class Clock:
    """What all processes of one site are told of the time.

    Attributes:
        file: says how far it is off.
        library: libfaketime; none where the clock cannot jump.
    """

    file: Path
    library: Path | None

    @classmethod
    def of(cls, folder: Path) -> "Clock":
        """The clock of the site in a folder."""
        found = sorted(Path("/").glob(LIBRARIES.removeprefix("/")))
        clock = cls(folder / "clock", found[0] if found else None)
        clock.set()
        return clock

    def set(self, off: str = RIGHT) -> None:
        """Let it be off by so much, such as `+1h` or `-1d`."""
        new = self.file.with_suffix(".new")
        new.write_text(f"{off}\n", encoding="ascii")
        new.rename(self.file)

    def variables(self) -> dict[str, str]:
        """What processes are started with: their monotonic clock is left alone."""
        if self.library is None:
            return {}
        return {
            "LD_PRELOAD": str(self.library),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }
