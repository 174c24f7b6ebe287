"""Goal L2: no page, letter, error or label of ours says a word that nobody can translate."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import allauth
import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.test import Client, RequestFactory
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.admin.panels import get_edit_handler
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from exchange.paper.views import DRAWN
from exchange.paper.written import written
from languages.freshness import Freshness
from languages.models import Credit, TranslationLink
from languages.parts import parts_of
from people.models import Letter
from people.post.kinds import KINDS
from people.post.send import send_due
from tests.factories import signed_in
from tests.languages.marking import page_types
from tests.languages.pseudo.fixtures import greek
from tests.languages.pseudo.language import (
    CODE,
    OPENED,
    bracketed,
    hard_coded,
    hard_coded_in,
)
from tests.languages.pseudo.world import Greek
from tests.languages.spider import looked_at

# Pytest finds fixtures by the names that are here.
__all__ = ["greek"]

THEME = Path(__file__).resolve().parents[3] / "site/theme/templates"

pytestmark = pytest.mark.django_db

OUR_SCREENS = (
    "/admin/work-ahead/",
    "/admin/settings/our-site/",
    "/admin/settings/search/",
    "/admin/settings/messages/",
    "/admin/reports/audit/",
    "/admin/reports/restore/",
    "/admin/reports/search/",
    "/admin/directory/import/",
    "/admin/directory/duplicates/",
)
FORM = re.compile(r"<form[^>]*method=\"post\"", re.IGNORECASE)


def told(found: dict[str, list[str]]) -> str:
    """What was found, a line for each place."""
    return "\n".join(f"{place}: {', '.join(words)}" for place, words in found.items() if words)


def test_the_finder_finds_what_is_hard_coded_and_nothing_else() -> None:
    said = bracketed("Search %(what)s") % {"what": bracketed("pages")}
    assert hard_coded(f"{said} Αθήνα PDF Mark003q") == []
    assert hard_coded_in(f'<p title="Help">{said}<b>Go</b></p><script>let x</script>') == [
        "Go", "Help",
    ]  # fmt: skip


TOLD_ELSEWHERE = {
    "term_answered", "language_role_given", "to_translate", "to_translate_daily",
    "translation_to_review", "translation_sent_back", "translation_published",
    "error_settled", "account_ends",
}  # fmt: skip
"""Letters that have no event in this world: tests/people/letters, tests/passerelle/retention."""


@pytest.mark.parametrize(
    "who",
    ["", "manager", *(pytest.param(who, marks=pytest.mark.full) for who in ("reader", "outsider"))],
)
def test_no_page_says_a_word_that_cannot_be_translated(greek: Greek, who: str) -> None:
    client = signed_in(greek.people[who]) if who else Client()
    space = f"/{CODE}/spaces/tools/"
    starts = [f"/{CODE}/", *greek.pages, space] if who in ("", "manager") else [space]
    starts += [f"/{CODE}/search/?q=xyz", f"/{CODE}/nothing/", f"/{CODE}/account/"]
    found = {address: hard_coded_in(html) for address, html in looked_at(client, CODE, *starts)}
    assert len(found) > 15
    assert told(found) == ""


def test_no_form_refuses_in_words_that_cannot_be_translated(greek: Greek) -> None:
    client = signed_in(greek.people["manager"])
    found, refused = {}, 0
    starts = [f"/{CODE}/spaces/tools/", f"/{CODE}/account/", f"/{CODE}/contact/"]
    forms = [
        address
        for address, html in looked_at(client, CODE, *starts)
        if FORM.search(html) and not re.search("erase|sessions|remove|leave|stop", address)
    ]
    for address in forms:
        answer = client.post(address, {"name_el": "", "email": "no", "password": "x"}, follow=True)
        html = answer.content.decode()
        refused += "error" in html
        found[address] = hard_coded_in(html)
    assert refused > 5
    assert told(found) == ""


def test_no_letter_says_a_word_that_cannot_be_translated(greek: Greek) -> None:
    Letter.objects.update(send_after=timezone.now())
    send_due()
    sent = Letter.objects.exclude(sent_at=None).values_list("kind", flat=True)
    assert set(sent) == set(KINDS) - TOLD_ELSEWHERE
    found = {}
    for message in mail.outbox:
        (html, _kind) = message.alternatives[0]
        found[f"{len(found)} {message.subject}"] = [
            *hard_coded(f"{message.subject}\n{message.body}"),
            *hard_coded_in(str(html)),
        ]
    assert told(found) == ""


DIRECT = sorted(
    {
        f"{path.parent.parent.name}/email/{path.name.removesuffix('_subject.txt')}"
        for folder in (Path(allauth.__file__).parent / "templates", THEME)
        for path in folder.glob("*/email/*_subject.txt")
    }
)
"""What allauth sends at once, in its words or in ours."""

FACTS = {
    "code": "123-456", "ip": "127.0.0.1", "user_agent": "Φυλλομετρητής", "provider": "Δίκτυο",
    "from_email": "a@example.org", "to_email": "b@example.org", "email": "b@example.org",
    "deleted_email": "a@example.org", "activate_url": "https://x.example/",
    "password_reset_url": "https://x.example/", "signup_url": "https://x.example/",
}  # fmt: skip


def test_no_mail_for_signing_in_says_a_word_that_cannot_be_translated(greek: Greek) -> None:
    request, user = RequestFactory().get("/"), greek.people["manager"]
    found = {}
    with request_context(request):
        for prefix in DIRECT:
            mail.outbox.clear()
            facts = {**FACTS, "user": user, "request": request, "timestamp": timezone.now()}
            get_adapter(request).send_mail(prefix, user.email, facts)
            (message,) = mail.outbox
            assert OPENED in message.subject
            assert OPENED in message.body
            found[prefix] = hard_coded(f"{message.subject}\n{message.body}")
    assert len(found) > 15
    assert told(found) == ""


@pytest.mark.parametrize("state", Freshness.values)
def test_no_pdf_of_a_translation_says_a_word_that_cannot_be_translated(
    greek: Greek, state: str
) -> None:
    found = {}
    for page in Page.objects.filter(url_path__startswith=f"/{CODE}/section/").specific():
        if not isinstance(page, DRAWN):
            continue
        parts = [part.key for part in parts_of(page) if "." in part.key][::2]
        link = TranslationLink.objects.create(
            target=page, source_language="fr", state=state, changed=2, complete=50,
            untranslated=parts,
        )  # fmt: skip
        for role in Credit.Role.values:
            Credit.objects.create(link=link, person=greek.people["manager"], role=role)
        request = RequestFactory().get(str(page.url))
        request.user, request.LANGUAGE_CODE = AnonymousUser(), CODE
        markup = written(page, request).markup
        assert f'data-freshness="{state}"' in markup
        found[str(page.url)] = hard_coded_in(markup)
        link.delete()
    assert len(found) > 5
    assert told(found) == ""


def labels_of(model: Any) -> Iterator[tuple[str, Any]]:
    """Whatever the editing screens call a model, its fields, their choices, panels and blocks."""
    yield "name", model._meta.verbose_name
    yield "names", model._meta.verbose_name_plural
    handler = get_edit_handler(model)
    for name, form_field in handler.get_form_class().base_fields.items():
        yield name, form_field.label or ""
        yield name, form_field.help_text or ""
        choices = getattr(form_field, "choices", None)
        if isinstance(choices, list) and name not in ("locale", "time_zone"):
            yield from ((name, label) for value, label in choices if value)
        if block := getattr(form_field, "block", None):
            yield from blocks_of(block, name)
    waiting = [handler]
    while waiting:
        panel = waiting.pop()
        waiting += getattr(panel, "children", [])
        yield "panel", panel.heading or ""
        yield "panel", panel.help_text or ""


def blocks_of(block: Any, place: str) -> Iterator[tuple[str, Any]]:
    """What a block and those within it are called."""
    yield place, getattr(block.meta, "help_text", "") or ""
    children = getattr(block, "child_blocks", {})
    for name, child in children.items():
        yield f"{place}.{name}", child.label
        yield from blocks_of(child, f"{place}.{name}")
    if inner := getattr(block, "child_block", None):
        yield from blocks_of(inner, place)


def test_no_label_of_the_editing_screens_is_hard_coded(greek: Greek) -> None:
    models = [*page_types(), *get_snippet_models()]
    found = {
        f"{model.__name__}.{place}: {label}": hard_coded(strip_tags(str(label)))
        for model in models
        for place, label in labels_of(model)
    }
    assert len(found) > 200
    assert told(found) == ""


@pytest.mark.parametrize("address", OUR_SCREENS)
def test_no_editing_screen_of_ours_says_a_word_that_cannot_be_translated(
    greek: Greek, address: str
) -> None:
    client = signed_in(greek.people["administrator"])
    answer = client.get(address)
    assert answer.status_code == 200
    main = BeautifulSoup(answer.content.decode(), "html.parser").find("main")
    assert hard_coded_in(str(main)) == []
