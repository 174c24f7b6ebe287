"""Classes 33 and 34: addresses and numbers of people and organisations."""

import datetime
import re
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from people.forms.stranger import opening
from people.identifiers import clean_org_id, clean_rna, clean_siret, luhn
from people.models import ContactMessage, Invitation
from people.models.profile import Profile
from people.post.send import send_due
from tests.bad_input.answers import assert_answered, undone
from tests.bad_input.editing import sent_to
from tests.bad_input.site import Site
from tests.bad_input.tally import note
from tests.bad_input.texts import ADDRESSES

PARTS = st.text(st.sampled_from("aéа1.+_-'\"@ \n\0<>,;[]:"), max_size=12)
addresses = st.one_of(
    st.sampled_from(ADDRESSES),
    st.emails(),
    st.builds("{}@{}.org".format, PARTS, PARTS),
    st.builds("{}@x.org".format, st.text("ab", min_size=300, max_size=320)),
)


def message(address: str) -> dict[str, str]:
    """What the contact form sends after a while of reading."""
    with time_machine.travel(timezone.now() - datetime.timedelta(seconds=30), tick=False):
        return {"name": "Awa", "address": address, "text": "Bonjour", "opened": opening()}


@pytest.mark.parametrize("language", ["fr", "en"])
@given(address=addresses)
def test_an_address_is_one_line_that_can_be_written_to_or_refused(
    site: Site, language: str, address: str
) -> None:
    with undone():
        sent = sent_to(Client(), f"/{language}/contact/", message(address))
        assert_answered(sent)
        kept = list(ContactMessage.objects.values_list("address", flat=True))
        assert len(kept) == (sent.answer.status_code == 302)
    for one in kept:
        assert one == address.strip()
        assert one.isprintable()
        assert len(one) <= 254
    if not kept:
        assert sent.refusals
        assert "Bonjour" in sent.page


HEADS = (
    "a\nBcc: c@d.org",
    "a\r\nSubject: x",
    "a\u2028Bcc: c@d.org",
    "=?utf-8?q?a=0ABcc:_c?=",
    "a\x0bb",
)


@given(name=st.one_of(st.sampled_from(HEADS), st.text(max_size=60)))
def test_whoever_writes_to_us_sets_no_header_of_the_letter(site: Site, name: str) -> None:
    mail.outbox.clear()
    with undone():
        form = message("awa@rives.example") | {"name": name}
        sent = sent_to(Client(), "/fr/contact/", form)
        assert_answered(sent)
        send_due()
    assert len(mail.outbox) == (sent.answer.status_code == 302)
    for letter in mail.outbox:
        assert letter.recipients() == ["team@rives.example"]
        head = letter.message().as_string().partition("\n\n")[0]
        assert not re.search(r"^(bcc|cc):", head, re.MULTILINE | re.IGNORECASE)
        assert len(re.findall(r"^subject:", head, re.MULTILINE | re.IGNORECASE)) == 1


@given(address=addresses)
def test_nobody_is_invited_at_an_address_that_is_none(
    boss: Client, site: Site, address: str
) -> None:
    form = {"addresses": address, "role": "reader"}
    with undone():
        assert_answered(sent_to(boss, "/fr/spaces/atelier/people/invitations/", form))
        for one in Invitation.objects.values_list("address", flat=True):
            assert one.isprintable()
            assert one.count("@") == 1


@given(phone=st.text(st.characters(exclude_categories=()), max_size=50))
def test_a_telephone_number_is_digits_or_refused(boss: Client, site: Site, phone: str) -> None:
    form = {"name": "Awa", "name_shown": "members", "phone": phone, "phone_shown": "members"}
    with undone():
        assert_answered(sent_to(boss, "/en/account/profile/", form))
        for kept in Profile.objects.exclude(phone="").values_list("phone", flat=True):
            assert set(kept) <= set("+0123456789 ().-")


@given(digits=st.text("0123456789", min_size=1, max_size=16), data=st.data())
def test_a_number_with_a_wrong_key_is_said_to_be_mistyped(digits: str, data: Any) -> None:
    typed = data.draw(st.sampled_from([digits, f" {digits} ", "\u202f".join(digits)]))
    is_right = len(digits) in (9, 14) and luhn(digits)
    try:
        assert clean_siret(typed) == digits
        note("read")
    except ValidationError:
        note("refused")
        is_post_office = digits.startswith("356000000") and len(digits) == 14
        assert not is_right or is_post_office
    else:
        assert is_right or digits.startswith("356000000")


@pytest.mark.parametrize("read", [clean_siret, clean_rna, clean_org_id])
@pytest.mark.parametrize("language", ["fr", "en"])
@given(text=st.text(st.characters(exclude_categories=()), max_size=60))
def test_a_number_of_a_register_is_read_or_refused_in_a_sentence(
    read: Any, language: str, text: str
) -> None:
    with override(language):
        try:
            assert read(read(text)) == read(text)
            note("read")
        except ValidationError as refusal:
            note("refused")
            assert str(refusal.messages[0]).rstrip().endswith((".", "?", "!"))


def test_a_wrong_number_is_said_at_its_field_and_kept(boss: Client, site: Site) -> None:
    for language in ("fr", "en"):
        address = f"/{language}/spaces/atelier/organisation/les-amis/"
        form = {"name": "Les amis", "siret": "73282932000075", "city": "Thiès"}
        sent = sent_to(boss, address, form)
        assert_answered(sent)
        assert 'id="id_siret_error"' in sent.page
        assert "73282932000075" in sent.page
