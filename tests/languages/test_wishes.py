"""Readers say which page they would like in which language: counted, throttled, forgotten."""

import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from languages.actions.record import follows
from languages.models import TranslationLink, Wish
from languages.wishes import most_wanted, wish, wishes_for
from pages.models import Article, Home, Section
from tests.factories import PersonFactory, a_space, add, belonging, signed_in, translate


@pytest.fixture
def article(home: Home) -> Article:
    """A public article in French."""
    return add(add(home, Section, "Rubrique"), Article, "L’eau")


def address(page: Page) -> str:
    """Where one asks for a page."""
    return f"/en/wish/{page.pk}/"


def test_a_reader_asks_without_an_account_and_is_thanked(client: Client, article: Article) -> None:
    offer = client.get(f"/en/not-translated/{article.pk}/").content.decode()
    assert f'action="{address(article)}"' in offer
    assert 'name="language" value="en"' in offer
    response = client.post(address(article), {"language": "en"}, follow=True)
    assert response.redirect_chain == [(f"{address(article)}?thanks=en", 302)]
    assert "Thank you" in response.content.decode()
    assert wishes_for([article.pk], "en") == {article.pk: 1}
    assert not client.cookies


def test_the_page_itself_leads_to_the_form(client: Client, article: Article) -> None:
    assert f'href="/fr/wish/{article.pk}/"' in client.get("/fr/rubrique/leau/").content.decode()
    form = client.get(address(article))
    assert 'name="language" value="en"' in form.content.decode()
    assert "no-store" in form["Cache-Control"]


def test_a_reader_counts_once_a_day_and_another_beside_her(
    client: Client, article: Article
) -> None:
    for _time in range(3):
        assert client.post(address(article), {"language": "en"}).status_code == 302
    assert wishes_for([article.pk], "en") == {article.pk: 1}
    client.post(address(article), {"language": "en"}, headers={"User-Agent": "another"})
    signed_in(PersonFactory()).post(address(article), {"language": "en"})
    assert wishes_for([article.pk], "en") == {article.pk: 3}


def test_a_reader_is_another_on_the_next_day(client: Client, article: Article) -> None:
    client.post(address(article), {"language": "en"}, REMOTE_ADDR="203.0.113.9")
    kept = Wish.objects.get()
    assert kept.reader and "203" not in kept.reader
    first = kept.reader
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        client.post(address(article), {"language": "en"}, REMOTE_ADDR="203.0.113.9")
        readers = list(Wish.objects.order_by("day").values_list("reader", flat=True))
    assert readers[1] not in ("", first)
    assert wishes_for([article.pk], "en") == {article.pk: 2}


def test_a_wish_for_a_translation_counts_for_its_original(article: Article, english: Home) -> None:
    other = translate(article, add(english, Section, "Section"), "Water")
    wish(other, "es", "a")
    wish(article, "es", "b")
    assert wishes_for([article.pk], "es") == {article.pk: 2}
    assert wishes_for([], "es") == {}


@pytest.mark.parametrize("language", ["", "xx", "fr", "\0", "en\0", "en" * 500])
def test_a_language_that_cannot_be_asked_for_is_refused_in_a_sentence(
    client: Client, article: Article, language: str
) -> None:
    response = client.post(address(article), {"language": language})
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()
    assert not Wish.objects.exists()


def test_another_site_cannot_ask_and_too_many_wishes_are_not_counted(
    client: Client, article: Article, settings: Any
) -> None:
    foreign = client.post(
        address(article), {"language": "en"}, headers={"Origin": "https://elsewhere.example"}
    )
    assert foreign.status_code == 403
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "wish": "2/h/ip"}
    found = [client.post(address(article), {"language": "en"}).status_code for _time in range(3)]
    assert found == [302, 302, 429]
    assert Wish.objects.count() == 1


def test_a_private_page_is_asked_for_by_those_who_see_it(client: Client, home: Home) -> None:
    space = a_space("atelier", "secret")
    inside = Page.objects.get(audience_root__audience=space.audience, locale__language_code="fr")
    page = add(inside, Article, "Secret")
    missing = client.post("/en/wish/999999/", {"language": "en"})
    for stranger in (client, signed_in(PersonFactory()), signed_in(PersonFactory(limited=True))):
        assert stranger.get(address(page)).status_code == 404
        assert stranger.post(address(page), {"language": "en"}).status_code == 404
    assert missing.status_code == 404
    reader = signed_in(belonging(space, "reader"))
    assert reader.post(address(page), {"language": "en"}).status_code == 302
    assert wishes_for([page.pk], "en") == {page.pk: 1}


def test_what_is_not_whole_can_be_asked_for_and_what_is_whole_cannot(
    client: Client, article: Article, english: Home
) -> None:
    link = follows(translate(article, add(english, Section, "Section"), "Water"), article)
    assert client.post(address(article), {"language": "en"}).status_code == 400
    TranslationLink.objects.filter(pk=link.pk).update(state="partial")
    assert client.post(address(article), {"language": "en"}).status_code == 302


def test_the_most_wanted_since_a_day_come_first(article: Article, home: Home) -> None:
    other = add(home, Section, "Autre")
    for reader in ("a", "b", "c"):
        wish(article, "en", reader)
    Wish.objects.update(day=timezone.localdate() - datetime.timedelta(days=40), reader="")
    wish(other, "en", "a")
    pages = Page.objects.all()
    assert [one.page.pk for one in most_wanted(pages, ["en"])] == [article.pk, other.pk]
    lately = most_wanted(pages, ["en"], timezone.localdate() - datetime.timedelta(days=30))
    assert [(one.page.pk, one.asked) for one in lately] == [(other.pk, 1)]
    assert len(most_wanted(pages, ["en"], most=1)) == 1
