"""Portraits: the middle square of a picture that somebody sent, and where it lies."""

from typing import IO
from uuid import uuid4

from files.examined import examined
from files.places import PRIVATE_PLACE

CONTENT_TYPE = "image/jpeg"


def portrait(file: IO[bytes]) -> bytes:
    """A small upright JPEG of a picture, drawn in a process apart.

    Raises:
        ValidationError: it is not taken; the message is for whoever sent it.
    """
    return examined(file, "portrait")


def portrait_place(_row: object, _name: str) -> str:
    """Where a portrait is stored: among what is private, under a name that tells nothing."""
    return f"{PRIVATE_PLACE}/people/{uuid4().hex}.jpg"
