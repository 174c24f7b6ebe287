"""Code in the handbook begins on the left, also where the words around it begin on the right."""

from pathlib import Path

from passerelle.handbook.chapters import read


def test_code_begins_on_the_left_and_a_table_where_its_language_does(tmp_path: Path) -> None:
    chapter = tmp_path / "10-one.md"
    chapter.write_text("# واحد\n\nشيء.\n\n    ls\n\n| أ |\n|---|\n| ب |\n", "utf-8")
    html = read(chapter, light=False).html
    assert '<div class="scroll" tabindex="0" dir="ltr"><pre>' in html
    assert '<div class="scroll" tabindex="0"><table>' in html
