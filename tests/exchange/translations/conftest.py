"""Pages on their way into another language, and files of their texts."""

from pathlib import Path
from typing import Any

import pytest
from wagtail_localize.models import StringTranslation, Translation

from exchange.translations.bundle import Bundle
from exchange.translations.export import FORMATS, bundle_of
from exchange.translations.extract import read
from exchange.translations.pages import into
from pages.models import Article, Home
from tests.languages.translating import begin

BODY = [
    {
        "type": "paragraph",
        "value": (
            "<p>Le <b>puits</b> est <i>ouvert</i> : "
            '<a href="https://puits.example/a?b=1&amp;c=2">voir</a>.</p>'
            '<ul><li>un <b>deux <i>trois</i></b></li><li>x<br/>y &lt;z&gt; "q"</li></ul>'
        ),
    },
    {"type": "heading", "value": "Ce que l’on boit"},
    {"type": "quote", "value": {"text": "L’eau\nc’est la vie", "author": "Awa"}},
]


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    """Files that wait for a yes lie where no other test looks."""
    settings.DATA = tmp_path


@pytest.fixture
def article(home: Home, english: Home) -> Article:
    """A published article in French."""
    page = Article(title="L’eau", summary="Deux phrases.", slug="eau", body=BODY)
    home.add_child(instance=page)
    page.save_revision().publish()
    return Article.objects.get(pk=page.pk)


@pytest.fixture
def translation(article: Article) -> Translation:
    """The article on its way into English."""
    return begin(article)


def bundle(language: str = "en") -> Bundle:
    """All that is on its way into a language."""
    return bundle_of(into(language), language, most=1_000)


def through(given: Bundle, kind: str) -> Bundle:
    """A bundle, written into a file and read from it."""
    return read(FORMATS[kind].write(given))


def texts(language: str = "en") -> dict[str, str]:
    """The translations that the site has, by the original."""
    rows = StringTranslation.objects.filter(locale__language_code=language)
    return dict(rows.values_list("translation_of__data", "data"))
