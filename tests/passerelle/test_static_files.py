"""Files of the interface: those that pages lead to are compressed, each content once."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from passerelle.static_files import StaticFiles

STYLE = "p { color: #123 }\n" * 200


@pytest.fixture
def collected(settings: Any, tmp_path: Path) -> Path:
    """The folder that the one style sheet of a site is collected in."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "sheet.css").write_text(STYLE)
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = str(tmp_path / "static")
    settings.STORAGES = {
        **settings.STORAGES, "staticfiles": {"BACKEND": "passerelle.static_files.StaticFiles"},
    }  # fmt: skip
    return tmp_path / "static"


def collect() -> None:
    """Do what an installation does."""
    call_command("collectstatic", verbosity=0, interactive=False)


def hashed(folder: Path) -> Path:
    """The file that pages lead to."""
    return folder / str(StaticFiles(location=str(folder)).stored_name("sheet.css"))


def test_a_file_is_compressed_in_both_ways_under_the_name_that_pages_lead_to(
    collected: Path,
) -> None:
    collect()
    made = hashed(collected).name
    assert made != "sheet.css"
    names = {path.name for path in collected.iterdir()}
    assert names == {"sheet.css", made, f"{made}.br", f"{made}.gz", "staticfiles.json"}


def test_what_is_compressed_is_left_alone_unless_it_is_not_whole(collected: Path) -> None:
    collect()
    files = [Path(f"{hashed(collected)}{ending}") for ending in (".br", ".gz")]
    before = [(file.stat().st_mtime_ns, file.read_bytes()) for file in files]
    collect()
    assert [(file.stat().st_mtime_ns, file.read_bytes()) for file in files] == before
    files[1].write_bytes(before[1][1][:-20])
    collect()
    assert len(files[1].read_bytes()) == len(before[1][1])


def test_another_content_is_compressed_anew(collected: Path, tmp_path: Path) -> None:
    collect()
    first = hashed(collected)
    (tmp_path / "source/sheet.css").write_text(STYLE + "a { color: #000 }\n" * 50)
    collect()
    assert hashed(collected) != first
    assert Path(f"{hashed(collected)}.br").exists()
