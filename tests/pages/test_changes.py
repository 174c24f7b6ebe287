"""What changed in the original since a page was made from it, word by word."""

from typing import Any

import pytest
from django.test import Client

from languages.actions.record import follows
from languages.models import TranslationLink
from pages.models import Article, Home, SpaceHome
from people.models import Person
from tests.factories import PersonFactory, a_space, add, belonging, paragraph, signed_in, translate

LONG = " ".join(f"mot{number}" for number in range(400))


@pytest.fixture
def pair(homes: tuple[Home, Home]) -> tuple[Article, Article]:
    """An article and a page that says all that it says."""
    body = [*paragraph("Le puits donne de l’eau claire."), *paragraph("Un autre bloc.")]
    article = add(homes[0], Article, "Titre", body=body)
    target = translate(article, homes[1], "Title")
    follows(target, article)
    return Article.objects.get(pk=article.pk), Article.objects.get(pk=target.pk)


def write(article: Article, texts: list[str], **values: Any) -> None:
    """Publish the article with other blocks."""
    blocks = article.body.get_prep_value()
    for block, text in zip(blocks, texts, strict=False):
        block["value"] = f"<p>{text}</p>"
    blocks += [block for text in texts[len(blocks) :] for block in paragraph(text)]
    article.body = blocks[: len(texts)]
    for name, value in values.items():
        setattr(article, name, value)
    article.save_revision().publish()


def changes(page: Article, client: Client | None = None) -> str:
    """The page that shows them, in English."""
    response = (client or Client()).get(f"/en/translations/changes/{page.pk}/")
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def test_words_that_changed_are_marked_in_the_language_of_the_original(pair: Any) -> None:
    write(pair[0], ["Le puits donne de l’eau trouble.", "Un autre bloc."])
    html = changes(pair[1])
    assert '<p lang="fr" dir="ltr">' in html
    assert "donne de l’eau <del>claire.</del> <ins>trouble.</ins>" in html
    assert "Un autre bloc" not in html


def test_what_came_went_and_moved_is_said(pair: Any) -> None:
    blocks = pair[0].body.get_prep_value()
    pair[0].body = [blocks[1], blocks[0], *paragraph("Tout neuf.")]
    pair[0].save_revision().publish()
    html = changes(pair[1])
    assert "<ins>Tout neuf.</ins>" in html
    assert "Moved to another place" in html
    write(Article.objects.get(pk=pair[0].pk), ["Un autre bloc."])
    assert "<del>Le puits donne de l’eau claire.</del>" in changes(pair[1])


def test_a_title_is_named_as_editors_know_it(pair: Any) -> None:
    write(pair[0], ["Le puits donne de l’eau claire.", "Un autre bloc."], title="Autre titre")
    assert "<h2>Title <small>(Changed)</small></h2>" in changes(pair[1])


def test_nothing_that_changed_is_said_too(pair: Any) -> None:
    assert "Nothing has changed." in changes(pair[1])


def test_it_stays_light_however_much_changed(pair: Any) -> None:
    write(pair[0], [LONG.replace("mot", f"w{number}-") for number in range(40)])
    response = Client().get(f"/en/translations/changes/{pair[1].pk}/")
    assert len(response.content) < 40_000
    assert "More has changed than fits here" in response.content.decode()


def test_who_may_not_see_both_pages_finds_nothing(pair: Any) -> None:
    address = f"/en/translations/changes/{pair[1].pk}/"
    pair[0].unpublish()
    assert Client().get(address).status_code == 404
    assert Client().get("/en/translations/changes/999999/").status_code == 404
    assert Client().get(f"/en/translations/changes/{pair[0].pk}/").status_code == 404


def test_it_is_there_in_spaces_for_their_people(homes: tuple[Home, Home]) -> None:
    space = a_space()
    french, other = SpaceHome.objects.order_by("pk")
    article = add(french, Article, "Titre")
    target = translate(article, other, "Title")
    follows(target, article)
    address = f"/en/translations/changes/{target.pk}/"
    assert signed_in(belonging(space, "reader")).get(address).status_code == 200
    assert signed_in(PersonFactory()).get(address).status_code == 404


def test_a_publisher_says_that_the_page_follows_and_others_may_not(
    pair: Any, administrator: Person
) -> None:
    write(pair[0], ["Le puits donne de l’eau trouble.", "Un autre bloc."])
    address = f"/en/translations/changes/{pair[1].pk}/"
    for client in (Client(), signed_in(PersonFactory())):
        assert "<form" not in changes(pair[1], client)
        assert client.post(address).status_code == 404
    assert TranslationLink.objects.get().state == "stale"
    client = signed_in(administrator)
    assert "This page says what the original says now" in changes(pair[1], client)
    response = client.post(address, follow=True)
    assert response.redirect_chain[-1][0] == "/en/title/"
    assert "Readers are told that this page is up to date." in response.content.decode()
    assert TranslationLink.objects.get().state == "current"
