"""A section that is switched off is in no menu, search, feed, sitemap or address."""

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from access.models import SWITCHED_OFF, AudienceRoot, JournalEntry
from pages.actions.switch_section import switch
from pages.models import Article, Home, Section
from people.models import Person
from search.indexing import reindex
from tests.conftest import give_role
from tests.factories import PersonFactory, add, translate

ADDRESSES = (
    "/fr/rubrique/",
    "/fr/rubrique.atom",
    "/fr/rubrique/nouvelle/",
    "/en/section/",
    "/en/section/news/",
)


@pytest.fixture
def section(home: Home, english: Home) -> Section:
    """A section with an article, in both languages and in the menu."""
    made = add(home, Section, "Rubrique", show_in_menus=True)
    other = translate(made, english, "Section", show_in_menus=True)
    article = add(made, Article, "Nouvelle")
    translate(article, other, "News")
    reindex()
    return made


def shown(client: Client) -> dict[str, bool]:
    """Where the section can be met."""
    client.logout()
    return {
        **{address: client.get(address).status_code == 200 for address in ADDRESSES},
        "menu": "/fr/rubrique/" in client.get("/fr/").content.decode(),
        "other menu": "/en/section/" in client.get("/en/").content.decode(),
        "search": client.get("/fr/search/?q=nouvelle&format=json").json()["total"] > 0,
        "sitemap": "rubrique" in client.get("/sitemap.xml", follow=True).content.decode(),
    }


def sent(client: Client, page: Page, person: Person, state: str | None) -> int:
    """Publish the section by its form, as somebody."""
    client.force_login(person)
    page = Page.objects.get(pk=page.pk).specific
    data = {
        "title": page.title,
        "slug": page.slug,
        "order": "date",
        "licence": "cc-by-sa",
        "show_in_menus": "on",
        "theme_rows": inline_formset([]),
        "territory_rows": inline_formset([]),
        "comments": inline_formset([]),
        "action-publish": "x",
    }
    if state:
        data["switched_on"] = state
    return client.post(f"/admin/pages/{page.pk}/edit/", nested_form_data(data)).status_code


def test_what_is_off_is_met_nowhere_and_comes_back_as_it_was(
    client: Client, section: Section, administrator: Person
) -> None:
    before = shown(client)
    assert set(before.values()) == {True}
    assert sent(client, section, administrator, "off") == 302
    assert set(shown(client).values()) == {False}
    assert sent(client, section, administrator, None) == 302
    assert set(shown(client).values()) == {False}
    assert sent(client, section.get_translations().get(), administrator, "on") == 302
    assert shown(client) == before
    assert JournalEntry.objects.filter(verb="audience_changed").count() == 2


def test_who_publishes_the_home_page_may_switch_and_others_do_not_see_the_switch(
    client: Client, home: Home, section: Section, editor: Person
) -> None:
    local = give_role(PersonFactory(), section, ("add", "change", "publish", "lock"))
    for person, allowed in ((local, False), (editor, True)):
        client.force_login(person)
        html = client.get(f"/admin/pages/{section.pk}/edit/").content.decode()
        assert ('name="switched_on"' in html) == allowed
        assert sent(client, section, person, "off") == 302
        assert section.switched_on != allowed


def test_a_draft_switches_nothing(client: Client, section: Section, administrator: Person) -> None:
    client.force_login(administrator)
    data = {"title": "Rubrique", "slug": "rubrique", "order": "date", "licence": "cc-by-sa"}
    formsets = {name: inline_formset([]) for name in ("theme_rows", "territory_rows", "comments")}
    client.post(
        f"/admin/pages/{section.pk}/edit/",
        nested_form_data({**data, **formsets, "switched_on": "off"}),
    )
    assert section.switched_on


def test_a_translation_made_later_is_off_too(
    home: Home, section: Section, administrator: Person
) -> None:
    section.get_translations().get().delete()
    switch(section, False, administrator)
    english = section.copy_for_translation(section.get_parent().get_translations().get().locale)
    assert AudienceRoot.objects.get(page=english).audience == SWITCHED_OFF


def test_switching_a_section_that_has_an_audience_of_its_own_leaves_that_alone(
    section: Section, administrator: Person
) -> None:
    AudienceRoot.objects.create(page=section, audience="space:1")
    switch(section, False, administrator)
    assert AudienceRoot.objects.get(page=section).audience == "space:1"
