"""The folder that keeps a site, and what `install` noted in it; read before there are settings."""

import json
import os
import secrets
from pathlib import Path
from typing import Any

VARIABLE = "PASSERELLE_DATA"
NOTE = "site.json"
DEMO_NOTE = "demo.json"
ROOT = Path(__file__).resolve().parents[3]
DEMO = ROOT / ".demo"
OWN = ROOT / ".site"


def place_of(default: Path) -> Path:
    """The folder that the environment names, else another."""
    return Path(os.environ.get(VARIABLE) or default).absolute()


def data_folder(root: Path) -> Path:
    """The folder of this site: named by the environment, else one's own, else the demonstration's.

    Args:
        root: where the project lies.
    """
    own = root / OWN.name
    return place_of(own if (own / NOTE).exists() else root / DEMO.name)


def noted(folder: Path) -> dict[str, Any]:
    """The `secret` and the `languages` of the site in a folder; empty where none was installed."""
    return facts_in(folder / NOTE)


def languages_noted(folder: Path) -> list[str]:
    """The languages of the site or of the demonstration in a folder; empty where none is noted."""
    for name in (NOTE, DEMO_NOTE):
        if languages := facts_in(folder / name).get("languages"):
            return list(languages)
    return []


def facts_in(file: Path) -> dict[str, Any]:
    """What a note says; nothing where there is none that can be read."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def note(folder: Path, languages: list[str]) -> None:
    """Note the languages of a new site, and a secret that nobody else can read.

    Args:
        folder: made if it is not there.
        languages: their codes, the first one first.

    Raises:
        OSError: nothing can be written there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{NOTE}.new"
    draft.touch(mode=0o600)
    facts = {"languages": languages, "secret": secrets.token_urlsafe(48)}
    draft.write_text(json.dumps(facts), encoding="utf-8")
    draft.replace(folder / NOTE)
