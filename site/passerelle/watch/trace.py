"""What may be told of an error: its type and where it came up, never a value of somebody's."""

import linecache
import traceback
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError
from django.template import TemplateDoesNotExist, TemplateSyntaxError

TELLING = (
    AttributeError, ImportError, ImproperlyConfigured, InterfaceError, NameError, OperationalError,
    TemplateDoesNotExist, TemplateSyntaxError,
)  # fmt: skip
"""Errors whose words are the machine's: names in the code, files, what a server answered."""

LONGEST = 200
MOST_FRAMES = 40
PACKAGES = "site-packages/"


def name_of(error: BaseException) -> str:
    """The type of an error, with its words where these are nobody's."""
    kind = type(error)
    name = kind.__qualname__
    if kind.__module__ != "builtins":
        name = f"{kind.__module__}.{name}"
    words = ""
    if isinstance(error, OSError):  # its other words are names of files and addresses
        words = error.strerror or ""
    elif isinstance(error, TELLING):
        words = " ".join(str(error).split())[:LONGEST]
    return f"{name}: {words}" if words else name


def trace_of(error: BaseException) -> str:
    """Files, lines and functions that an error came through, the last one last."""
    lines = []
    frames = list(traceback.walk_tb(error.__traceback__))
    for frame, line in frames[-MOST_FRAMES:]:
        file = frame.f_code.co_filename
        lines.append(f"{shortened(file)}:{line} {frame.f_code.co_name}")
        if source := linecache.getline(file, line).strip():
            lines.append(f"    {source}")
    if cause := error.__cause__ or error.__context__:
        lines.append(f"after {name_of(cause)}")
    return "\n".join(lines)


def shortened(file: str) -> str:
    """A file as it is called in the project, or in its package."""
    if PACKAGES in file:
        return file.rpartition(PACKAGES)[2]
    path, root = Path(file), Path(settings.ROOT)
    return str(path.relative_to(root)) if path.is_relative_to(root) else path.name
