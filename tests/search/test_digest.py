"""An index that would be written otherwise now is known by its digest, and built anew."""

import pytest

from search.common_words import IRREGULAR
from search.engines.elasticsearch import mapping


@pytest.mark.django_db
def test_words_that_become_other_stems_make_another_index(monkeypatch: pytest.MonkeyPatch) -> None:
    work_out = mapping.digest.__wrapped__
    before = work_out()
    assert work_out() == before
    monkeypatch.setitem(IRREGULAR["en"], "cacti", "cactus")
    with_form = work_out()
    monkeypatch.setattr(mapping, "STOP_WORDS", mapping.STOP_WORDS | {"cactus"})
    assert len({before, with_form, work_out()}) == 3
