"""What tests of translations begin with."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from access.models import LanguageRole, Space
from languages.services import service
from pages.models import Article, Home
from people.models import Person
from tests.factories import PersonFactory
from tests.languages.translation_service import Service, translation_service

BODY = [
    {
        "type": "paragraph",
        "value": '<p>Un <b>premier</b> mot, <a href="https://example.org/">un lien</a>.</p>'
        "<p>Un autre ensuite.</p>",
    },
    {"type": "paragraph", "value": "<p>Le second bloc.</p>"},
]


def article_below(home: Home, title: str = "L’eau", **fields: object) -> Article:
    """A published article in French, with a summary and four paragraphs' worth of text."""
    values = {"summary": "Deux phrases.", "body": BODY, **fields}
    page = Article(title=title, **values)
    Home.objects.get(pk=home.pk).add_child(instance=page)
    page.save_revision().publish()
    return Article.objects.get(pk=page.pk)


def with_role(
    role: str, language: str = "en", space: Space | None = None, **fields: object
) -> Person:
    """Somebody with a role in a language, on the public site unless in a space."""
    person: Person = PersonFactory(**fields)
    LanguageRole.objects.create(person=person, language=language, space=space, role=role)
    return person


@pytest.fixture
def written(home: Home, english: Home) -> Article:
    """A published article in French, on a site with an English part."""
    return article_below(home)


@pytest.fixture
def translator(english: Home) -> Person:
    """Somebody who translates the public site into English."""
    return with_role("translator")


@pytest.fixture
def reviewer(english: Home) -> Person:
    """Somebody who reviews the English translations of the public site."""
    return with_role("reviewer")


@pytest.fixture
def there(settings: LazySettings) -> Iterator[Service]:
    """A translation service that the site names in its settings."""
    with translation_service() as found:
        settings.MACHINE_TRANSLATION_URL = found.address
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = service(found.address, "a key")
        yield found
