"""Every form of the light pages, each field in turn, with whatever can be typed or forged.

Classes 19 to 25, 31 to 34 and 53: the page comes back in its language with the sentence and with
what was typed, and nothing is stored; or what was typed is taken as it is.
"""

from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bad_input.answers import Sent, assert_answered, undone
from tests.bad_input.forms import Form, forms_of, send, shown_again
from tests.bad_input.site import Site
from tests.bad_input.texts import hostile

OF_VISITORS = (
    "account/login/", "account/password/reset/", "account/login/code/",
    "contact/", "wish/{article}/",
)  # fmt: skip
OF_THE_SIGNED_IN = (
    "account/name/", "account/profile/", "account/translating/",
    "account/email/", "account/password/change/", "account/2fa/totp/activate/",
    "account/sessions/", "account/feeds/", "translators/",
    "thesaurus/propose/", "thesaurus/merge/water/", "thesaurus/names/", "spaces/new/",
    "translations/files/", "translate/{article}/en/",
)  # fmt: skip
OF_A_SPACE = (
    "notes/new/", "discussions/new/", "discussions/{thread}/", "discussions/{thread}/edit/",
    "messages/{message}/edit/", "pages/{inside}/comments/", "people/", "people/invitations/",
    "people/translators/", "people/{member}/remove/", "requests/{request}/", "leave/",
    "settings/names/", "settings/newcomers/", "settings/parts/",
    "folder/", "files/", "files/document/{document}/",
    "organisation/les-amis/",
)  # fmt: skip
PRESSED = ("/account/logout/", "/light/")
"""Forms at the foot of every page, in which nothing is typed."""

NOT_HERS = ("password", "website")
"""Parts of names of fields that no page gives back: secrets, and what only machines fill in."""

less = settings(max_examples=max(6, settings.default.max_examples * 3 // 5))
"""Of each of many forms."""


def forms_at(client: Client, site: Site, address: str) -> list[Form]:
    """The forms of a page that somebody types in."""
    return [
        form
        for form in forms_of(client, address.format(**site.numbers))
        if not form.address.endswith(PRESSED)
    ]


def sent_in(client: Client, forms: list[Form], data: Any) -> None:
    """Send one of the forms with one field changed, and look at the answer."""
    form = data.draw(st.sampled_from(forms))
    name = data.draw(st.sampled_from(sorted(form.fields)))
    value = data.draw(hostile)
    with undone():
        sent = Sent(lambda: send(client, form, **{name: value}))
    assert_answered(sent)
    is_shown_again = sent.answer.status_code < 500 and sent.refusals and name in form.typed
    if is_shown_again and value.isprintable() and len(value) < 5000:
        kept = {text.strip() for text in shown_again(sent.answer)}
        assert value.strip() in kept or any(part in name for part in NOT_HERS), (form, name)


@pytest.mark.parametrize("address", OF_VISITORS)
@less
@given(data=st.data())
def test_a_visitor_is_answered_whatever_she_types(site: Site, address: str, data: Any) -> None:
    client = Client()
    sent_in(client, forms_at(client, site, f"/fr/{address}"), data)


@less
@given(data=st.data())
def test_whoever_reports_an_error_is_answered_whatever_she_types(site: Site, data: Any) -> None:
    client = Client()
    sent_in(client, forms_at(client, site, "/en/report-error/{translated}/"), data)


@pytest.mark.parametrize("address", OF_THE_SIGNED_IN)
@less
@given(data=st.data())
def test_somebody_signed_in_is_answered_whatever_she_types(
    boss: Client, site: Site, address: str, data: Any
) -> None:
    sent_in(boss, forms_at(boss, site, f"/en/{address}"), data)


@pytest.mark.parametrize("address", OF_A_SPACE)
@less
@given(data=st.data())
def test_the_people_of_a_space_are_answered_whatever_they_type(
    boss: Client, site: Site, address: str, data: Any
) -> None:
    sent_in(boss, forms_at(boss, site, f"/fr/spaces/atelier/{address}"), data)
