"""An empty site gets its home pages, audiences and roles once, and is left alone afterwards."""

from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page, Site

from access.models import PUBLIC, PageAudience
from pages.models import Home
from passerelle.install import prepare_site
from people.models import Person
from tests.factories import PersonFactory


def test_each_language_has_a_public_home_page(installed: list[Home], client: Client) -> None:
    assert [home.locale.language_code for home in installed] == ["fr", "en"]
    assert len({home.translation_key for home in installed}) == 1
    for home in installed:
        assert PageAudience.objects.get(page_id=home.pk).audience == PUBLIC
        assert client.get(f"/{home.locale.language_code}/").status_code == 200


def test_the_site_bears_its_name_and_nothing_of_wagtails_welcome(installed: list[Home]) -> None:
    assert Site.objects.get(is_default_site=True).site_name == "Notre réseau"
    assert Page.objects.filter(depth=2).count() == len(installed)


def test_contributors_write_and_only_editors_publish(installed: list[Home]) -> None:
    page = Page.objects.get(pk=installed[0].pk)
    people: dict[str, Person] = {}
    for group in Group.objects.all():
        person = PersonFactory()
        person.groups.add(group)
        people[group.site_role.code] = person
    may = {code: page.permissions_for_user(person).can_publish() for code, person in people.items()}
    assert may == {
        "administrator": True,
        "editor": True,
        "contributor": False,
        "documentalist": False,
    }
    assert page.permissions_for_user(people["contributor"]).can_edit()


def test_a_second_time_changes_nothing(installed: list[Home]) -> None:
    pages, groups = Page.objects.count(), Group.objects.count()
    assert prepare_site("Autre nom") == []
    assert (Page.objects.count(), Group.objects.count()) == (pages, groups)
    assert Site.objects.get(is_default_site=True).site_name == "Notre réseau"
