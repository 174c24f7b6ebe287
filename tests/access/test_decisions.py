"""`may` answers for one person, one verb and one page, and says why."""

import pytest
from django.contrib.auth.models import AnonymousUser

from access.decisions import may
from access.models import AudienceRoot
from pages.models import Article, Home
from people.models import Person
from tests.factories import PersonFactory, item


def test_anybody_may_view_a_public_page(home: Home) -> None:
    decision = may(AnonymousUser(), "view", item("article", home, "Nouvelle"))
    assert decision
    assert str(decision.reason)


def test_nobody_who_only_reads_may_view_a_draft(home: Home) -> None:
    draft = home.add_child(instance=Article(title="Brouillon", live=False, locale=home.locale))
    decision = may(PersonFactory(), "view", draft)
    assert not decision
    assert str(decision.reason)
    assert str(decision.reason) != str(may(PersonFactory(), "view", home).reason)


def test_a_page_of_another_audience_may_not_be_viewed(home: Home) -> None:
    page = item("article", home, "Réservé")
    AudienceRoot.objects.create(page=page, audience="space:1")
    assert not may(PersonFactory(), "view", page)


def test_the_reason_tells_a_visitor_to_sign_in_and_a_reader_that_her_role_does_not_let_her(
    home: Home,
) -> None:
    page = item("article", home, "Nouvelle")
    visitor = may(AnonymousUser(), "edit", page)
    reader = may(PersonFactory(), "edit", page)
    assert not visitor
    assert not reader
    assert str(visitor.reason) != str(reader.reason)


def test_an_editor_may_edit_below_her_root_and_not_elsewhere(
    home: Home, english: Home, editor: Person
) -> None:
    assert may(editor, "edit", item("article", home, "Nouvelle"))
    assert not may(editor, "edit", item("article", english, "News"))


def test_a_verb_that_does_not_exist_is_a_mistake_of_the_caller(home: Home) -> None:
    with pytest.raises(KeyError):
        may(AnonymousUser(), "destroy", home)
