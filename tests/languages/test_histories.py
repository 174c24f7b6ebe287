"""Whatever happens to a page and its translation, readers are told what is true of it."""

from typing import Any

import pytest
from wagtail.models import Locale

from languages.models import LanguageRule
from pages.models import Home
from tests.languages.histories import History

STEPS = 12


def play(home: Home, seed: int, capture: Any) -> None:
    """Let a history happen, and look after each step.

    Texts of a machine are shown before anybody has read them: so the banner has to say that too.
    """
    LanguageRule.objects.create(locale=Locale.objects.get(language_code="en"), shows_unread=True)
    history = History(home, seed)
    history.happen(History.sync, capture)
    history.happen(History.translate, capture)
    if seed % 4:
        history.happen(History.publish_translation, capture)
    for _ in range(STEPS):
        history.step(capture)
        assert history.banner() == history.oracle.banner(), (seed, history.steps)


@pytest.mark.parametrize("seed", range(12))
def test_what_readers_are_told_is_true(
    seed: int, homes: tuple[Home, Home], django_capture_on_commit_callbacks: Any
) -> None:
    play(homes[0], seed, django_capture_on_commit_callbacks)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(100, 350))
def test_what_readers_are_told_is_true_of_many_more(
    seed: int, homes: tuple[Home, Home], django_capture_on_commit_callbacks: Any
) -> None:
    play(homes[0], seed, django_capture_on_commit_callbacks)
