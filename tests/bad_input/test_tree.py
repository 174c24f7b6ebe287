"""Classes 27 to 30: addresses that are taken, and places in the tree where no page can lie."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page

from access.routing import DEEPEST
from pages.models import Article, Section
from tests.bad_input.answers import assert_answered, undone
from tests.bad_input.editing import article_form, drawn_less, saved, sent_to
from tests.bad_input.site import Site
from tests.factories import add

RESERVED = ("search", "spaces", "people", "help", "account", "contact", "offline", "light")


@drawn_less
@given(
    slug=st.sampled_from(RESERVED), cased=st.sampled_from([str.lower, str.upper, str.capitalize])
)
def test_an_address_that_the_site_answers_itself_is_refused(
    boss: Client, site: Site, slug: str, cased: object
) -> None:
    asked = cased(slug)  # type: ignore[operator]
    address = f"/admin/pages/add/pages/article/{site.home.pk}/"
    with undone():
        sent = sent_to(boss, address, article_form(slug=asked))
        assert_answered(sent)
        assert not Article.objects.filter(slug__iexact=slug).exists()


@pytest.mark.parametrize("slug", ["le-puits", "Le-Puits", "LE-PUITS"])
def test_an_address_that_differs_by_case_alone_is_taken(
    boss: Client, site: Site, slug: str
) -> None:
    sent = saved(boss, site, "article", article_form(slug=slug))
    assert_answered(sent)
    assert sent.answer.status_code == 200
    assert Page.objects.filter(slug__iexact="le-puits").count() == 1


def test_a_title_that_differs_by_accent_alone_gets_an_address_of_its_own(
    boss: Client, site: Site
) -> None:
    for title in ("Élan", "Elan", "ÉLAN"):
        form = article_form(title=title, slug="")
        assert saved(boss, site, "article", form).answer.status_code == 302
    slugs = list(Article.objects.filter(slug__startswith="elan").values_list("slug", flat=True))
    assert len({slug.lower() for slug in slugs}) == 3


def test_no_page_lies_deeper_than_an_address_can_say(boss: Client, site: Site) -> None:
    section = site.section
    while section.depth - site.home.depth < DEEPEST:
        section = add(section, Section, f"s{section.depth}")
    assert Client().get(section.url).status_code == 200
    address = f"/admin/pages/add/pages/article/{section.pk}/"
    sent = sent_to(boss, address, article_form())
    assert_answered(sent)
    assert sent.answer.status_code in (302, 403)
    move = f"/admin/pages/{site.article.pk}/move/{section.pk}/confirm/"
    assert_answered(sent_to(boss, move, {}))
    assert not Page.objects.child_of(section).exists()


def test_a_page_is_not_moved_beneath_itself(boss: Client, site: Site) -> None:
    below = add(site.section, Section, "Dessous")
    for target in (site.section, below):
        address = f"/admin/pages/{site.section.pk}/move/{target.pk}/confirm/"
        sent = sent_to(boss, address, {"confirm": "on"})
        assert_answered(sent)
        assert sent.answer.status_code in (302, 400, 403, 404)
    site.section.refresh_from_db()
    assert site.section.get_parent().pk == site.home.pk
