"""What was read from a file, and the refusal of a file."""

import hashlib
from dataclasses import dataclass, field


class NotReadable(Exception):
    """A file that cannot become a write-up; its text is one sentence for the person who sent it."""


@dataclass
class Reading:
    """A document as HTML, its pictures beside it under the names that `src` attributes use."""

    html: str = ""
    pictures: dict[str, bytes] = field(default_factory=dict)

    def keep(self, picture: bytes) -> str:
        """Keep a picture once.

        Args:
            picture: its bytes.

        Returns:
            The name to write in `src`, the same for the same bytes.
        """
        name = hashlib.sha1(picture, usedforsecurity=False).hexdigest()
        self.pictures[name] = picture
        return name
