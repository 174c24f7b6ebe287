"""A translation that is not whole is found as usual, says so, and offers its original."""

import pytest
from django.test import Client

from languages.models import TranslationLink
from pages.models import Article, Home, Section, SpaceHome
from tests.factories import a_space, add, belonging, item, signed_in, translate
from tests.search.telling import hear, write_index


@pytest.fixture
def pair(homes: tuple[Home, Home]) -> tuple[Article, Article]:
    """An article and its translation."""
    article = item("article", add(homes[0], Section, "Rubrique"), "Forage")
    return article, translate(article, homes[1], "Borehole")


def link(pair: tuple[Article, Article], state: str, complete: int) -> TranslationLink:
    """Say how the translation stands to its original."""
    return TranslationLink.objects.create(
        target=pair[1], source=pair[0], source_language="fr", state=state, complete=complete
    )


def found(client: Client, query: str = "q=borehole") -> str:
    """The page of a search, in English."""
    html = client.get(f"/en/search/?{query}").content.decode()
    return html.partition('class="rows"')[2].partition("</main>")[0]


def test_what_is_under_four_fifths_says_so_and_offers_the_original(
    client: Client, pair: tuple[Article, Article]
) -> None:
    link(pair, "partial", 64)
    write_index()
    html = found(client)
    assert "64 % translated" in html
    assert 'href="/fr/rubrique/forage/" hreflang="fr"' in html
    (hit,) = client.get("/en/search/?q=borehole&format=json").json()["hits"]
    assert (hit["freshness"], hit["complete"]) == ("partial", 64)


def test_what_is_up_to_date_says_nothing(client: Client, pair: tuple[Article, Article]) -> None:
    link(pair, "current", 100)
    write_index()
    html = found(client)
    assert "translated" not in html
    assert "/fr/rubrique/forage/" not in html


def test_rows_follow_the_link(client: Client, pair: tuple[Article, Article]) -> None:
    known = link(pair, "current", 100)
    write_index()
    known.state, known.complete = "stale", 90
    known.save()
    hear()
    html = found(client)
    assert "the original has changed since" in html
    assert "90 % translated" in html
    assert "/fr/rubrique/forage/" not in html


def test_machine_text_that_nobody_read_is_named(
    client: Client, pair: tuple[Article, Article]
) -> None:
    link(pair, "unread", 95)
    write_index()
    assert "translated by a machine, not read yet" in found(client)
    # Lists say the same.
    assert "translated by a machine, not read yet" in client.get("/en/").content.decode()


def test_an_original_that_the_reader_may_not_see_is_not_offered(homes: tuple[Home, Home]) -> None:
    space = a_space()
    hidden = item("article", SpaceHome.objects.order_by("pk")[0], "Forage")
    link((hidden, translate(hidden, homes[1], "Borehole")), "partial", 10)
    write_index()
    stranger, member = Client(), signed_in(belonging(space, "reader"))
    assert 'hreflang="fr"' not in found(stranger)
    assert 'hreflang="fr"' in found(member)
