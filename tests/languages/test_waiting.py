"""The list of what waits for a translator, and who is told of what."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page

from access.decisions import may
from access.into import Into
from access.models import LanguageRole, Space
from access.reach import translatable_by
from languages.models import CreditName, LanguageRule
from languages.waiting import Desk
from pages.models import Article, Home, SpaceHome
from people.models import Person
from tests.conftest import give_role
from tests.factories import PersonFactory, a_space, belonging, signed_in
from tests.languages.conftest import article_below, with_role
from tests.languages.sheets import address_of, all_typed, begun, form_at, names

LIST = "/en/translate/"
TITLES = re.compile(r"<h3><a [^>]*>([^<]*)</a></h3>")


def titles(client: Client, query: str = "") -> list[str]:
    """The pages that the list names."""
    response = client.get(f"{LIST}{query}")
    assert response.status_code == 200
    return TITLES.findall(response.content.decode())


def page_inside(space: Space, title: str) -> Article:
    """A published French article in a space."""
    home = SpaceHome.objects.get(space=space, locale__language_code="fr")
    page = Article(title=title, summary="Résumé.")
    home.add_child(instance=page)
    page.save_revision().publish()
    return Article.objects.get(pk=page.pk)


@pytest.fixture
def inside(written: Article) -> Article:
    """An article in a space of members."""
    return page_inside(a_space("dedans"), "Dedans")


def space_of(page: Article) -> Space:
    """The space that an article lies in."""
    return page.get_parent().specific.space


def test_what_is_not_translated_waits_and_what_is_current_does_not(
    written: Article, home: Home, translator: Person, django_capture_on_commit_callbacks: Any
) -> None:
    ada = signed_in(translator)
    article_below(home, "Autre")
    assert titles(ada) == ["L’eau", "Autre"]
    with django_capture_on_commit_callbacks(execute=True):
        ada.post(address_of(written), {**all_typed(ada, written), "act": "publish"})
    assert titles(ada) == ["Autre"]
    with django_capture_on_commit_callbacks(execute=True):
        written.title = "L’eau douce"
        written.save_revision().publish()
    html = ada.get(LIST).content.decode()
    assert TITLES.findall(html) == ["L’eau douce", "Autre", "L’eau douce"], "first: begun by her"
    assert "1 paragraph changed" in html


def test_of_two_versions_one_waits(written: Article, english: Home, administrator: Person) -> None:
    Locale.objects.create(language_code="ar")
    english.add_child(
        instance=Article(
            title="Water", translation_key=written.translation_key, locale=english.locale
        )
    )
    desk = Desk(administrator, Locale.objects.get(language_code="ar"))
    titles = set(Page.objects.filter(pk__in=desk.waiting).values_list("title", flat=True))
    assert "L’eau" in titles
    assert "Water" not in titles


def test_words_left_and_states_are_said(written: Article, translator: Person) -> None:
    ada = signed_in(translator)
    assert "about 14 words" in ada.get(LIST).content.decode()
    form = begun(ada, written)
    ada.post(address_of(written), {**form, names(form)[0]: "Water"})
    html = ada.get(LIST).content.decode()
    assert "13 words left" in html
    assert "Begun, not published" in html


def test_a_reviewer_is_told_what_to_read_and_an_author_is_not(
    written: Article, translator: Person, reviewer: Person, english: Home
) -> None:
    LanguageRule.objects.create(locale=english.locale, needs_review=True)
    ada, bob = signed_in(translator), signed_in(reviewer)
    ada.post(address_of(written), all_typed(ada, written))
    html = bob.get(LIST).content.decode()
    assert "To review" in html
    assert "5 texts to read" in html
    assert "<h2>To review" not in ada.get(LIST).content.decode()
    bob.post(address_of(written), {**form_at(bob, address_of(written)), "act": "approve"})
    assert "<h2>To review" not in bob.get(LIST).content.decode()


def test_a_page_of_a_space_waits_for_those_who_translate_there_alone(
    inside: Article, translator: Person
) -> None:
    space = space_of(inside)
    member = belonging(space, "reader")
    assert titles(signed_in(member)) == []
    LanguageRole.objects.create(person=member, language="en", space=space, role="translator")
    assert "Dedans" in titles(signed_in(member))
    assert "L’eau" not in titles(signed_in(member))
    assert "Dedans" not in titles(signed_in(translator))
    assert {"Dedans"} <= set(titles(signed_in(belonging(space, "publisher"))))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("below", ["", "preview/"])
def test_a_sheet_is_missing_for_whoever_may_not_translate_it(
    inside: Article, written: Article, translator: Person, method: str, below: str
) -> None:
    space = space_of(inside)
    signed_in(belonging(space, "publisher")).post(address_of(inside), {"act": "begin"})
    signed_in(translator).post(address_of(written), {"act": "begin"})
    limited = with_role("translator", limited=True)
    elsewhere = belonging(a_space("ailleurs"), "publisher")
    wrong = with_role("translator", language="fr")
    for person, page in (
        (translator, inside),
        (elsewhere, inside),
        (limited, inside),
        (belonging(space, "contributor"), inside),
        (wrong, written),
        (PersonFactory(), written),
    ):
        client = signed_in(person)
        refused = getattr(client, method)(f"{address_of(page)}{below}", {"act": "begin"})
        missing = getattr(client, method)(f"/en/translate/999999/en/{below}", {"act": "begin"})
        expected = 405 if (method, below) == ("post", "preview/") else 404
        assert (refused.status_code, missing.status_code) == (expected, expected)
        assert page.title not in refused.content.decode()


def test_a_visitor_is_asked_to_sign_in_and_told_nothing(written: Article) -> None:
    sheet = address_of(written)
    for address in (LIST, sheet, "/en/translate/999999/en/", f"{sheet}preview/"):
        for method in ("get", "post"):
            response = getattr(Client(), method)(address)
            if response.status_code != 405:
                assert response.status_code == 302
                assert "/account/login/" in response["Location"]


@pytest.mark.parametrize("target", ["fr", "xx", "de", "EN"])
def test_a_language_that_is_none_here_is_missing(
    written: Article, administrator: Person, target: str
) -> None:
    assert signed_in(administrator).get(address_of(written, target)).status_code == 404


def test_a_draft_waits_for_nobody(written: Article, translator: Person) -> None:
    Page.objects.filter(pk=written.pk).update(live=False)
    ada = signed_in(translator)
    assert titles(ada) == []
    assert ada.post(address_of(written), {"act": "begin"}).status_code == 404


def test_nobody_translates_in_a_space_that_is_read_only(inside: Article) -> None:
    space = space_of(inside)
    publisher = signed_in(belonging(space, "publisher"))
    Space.objects.filter(pk=space.pk).update(status=Space.Status.READ_ONLY)
    assert titles(publisher) == []
    assert publisher.get(address_of(inside)).status_code == 404


def test_the_list_and_the_rule_agree_for_everybody(
    inside: Article, written: Article, translator: Person, reviewer: Person, home: Home,
    administrator: Person, editor: Person, contributor: Person,
) -> None:  # fmt: skip
    space = space_of(inside)
    a_space("ouvert", "open", newcomer_role="publisher")
    in_space = belonging(space, "reader")
    LanguageRole.objects.create(person=in_space, language="en", space=space, role="reviewer")
    of_one = give_role(PersonFactory(), written, ("change",))
    people = [
        translator, reviewer, administrator, editor, contributor, in_space, of_one,
        PersonFactory(limited=True), PersonFactory(),
        *(belonging(space, role) for role in ("reader", "contributor", "publisher", "manager")),
    ]  # fmt: skip
    for key in (person.pk for person in people):
        for language in ("en", "fr"):
            for verb, roles in (("translate", ()), ("review_translation", ("reviewer",))):
                person = Person.objects.get(pk=key)
                listed = set(translatable_by(person, language, *roles).values_list("pk", flat=True))
                allowed = {
                    page.pk
                    for page in Page.objects.filter(depth__gt=1)
                    if may(person, verb, Into(page, language))
                }
                assert listed == allowed, (person.pk, language, verb)


def test_a_page_whose_parent_is_missing_leads_to_the_parent(
    written: Article, translator: Person
) -> None:
    child = Article(title="Dessous", summary="Résumé.")
    written.add_child(instance=child)
    ada = signed_in(translator)
    response = ada.post(address_of(child), {"act": "begin"})
    assert response.status_code == 409
    assert "Begin with “L’eau”" in response.content.decode()
    assert not Page.objects.filter(
        translation_key=child.translation_key, locale__language_code="en"
    ).exists()
    assert ada.post(address_of(written), {"act": "begin"}).status_code == 302
    assert ada.post(address_of(child), {"act": "begin"}).status_code == 302


def test_a_page_written_by_hand_is_not_written_over(
    written: Article, english: Home, translator: Person
) -> None:
    english.add_child(
        instance=Article(
            title="By hand", slug="by-hand", translation_key=written.translation_key,
            locale=english.locale,
        )
    )  # fmt: skip
    ada = signed_in(translator)
    assert titles(ada) == []
    assert ada.post(address_of(written), {"act": "begin"}).status_code == 409
    assert Page.objects.filter(title="By hand").exists()


def test_beginning_twice_changes_nothing(written: Article, translator: Person) -> None:
    ada = signed_in(translator)
    form = begun(ada, written)
    ada.post(address_of(written), {**form, names(form)[0]: "Water"})
    assert begun(ada, written)[names(form)[0]] == "Water"
    versions = Page.objects.filter(translation_key=written.translation_key)
    assert versions.count() == 2
    assert not versions.get(locale__language_code="en").live


@pytest.mark.parametrize("sent", ["Ada L.", ""])
def test_she_says_how_she_wishes_to_be_named(
    written: Article, translator: Person, sent: str
) -> None:
    ada = signed_in(translator)
    assert ada.post(LIST, {"name": sent}).status_code == 302
    assert CreditName.objects.get().name == sent


@pytest.mark.parametrize("sent", ["x" * 101, "a\0b"])
def test_a_name_that_can_not_be_taken_is_given_back(
    written: Article, translator: Person, sent: str
) -> None:
    response = signed_in(translator).post(LIST, {"name": sent})
    assert response.status_code == 422
    assert not CreditName.objects.exists()


@pytest.mark.parametrize(
    "query", ["?language=xx", "?language=%00", "?page=0", "?page=99999999999999999999", "?page=x"]
)
def test_an_odd_address_of_the_list_breaks_nothing(
    written: Article, translator: Person, query: str
) -> None:
    assert titles(signed_in(translator), query) == ["L’eau"]


def queries_of(client: Client, capture: Any) -> int:
    """How many queries the list takes."""
    client.get(LIST)
    with capture(60) as counted:
        client.get(LIST)
    return len(counted)


def test_the_list_takes_the_same_queries_whatever_waits(
    written: Article, home: Home, translator: Person, django_assert_max_num_queries: Any
) -> None:
    ada = signed_in(translator)
    other = article_below(home, "Autre")
    ada.post(address_of(other), all_typed(ada, other))
    few = queries_of(ada, django_assert_max_num_queries)
    for number in range(12):
        page = article_below(home, f"Page {number}")
        if number % 2:
            ada.post(address_of(page), all_typed(ada, page))
    assert queries_of(ada, django_assert_max_num_queries) == few
