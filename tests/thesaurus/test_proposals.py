"""Members propose themes and words for them, see what became of it, and are told."""

import datetime

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.erasure import erasers
from people.models import Person
from people.own_data import providers
from people.post.send import deliver
from tests.factories import concept
from thesaurus.actions.answer import adopt, merge_into, refuse
from thesaurus.models import Concept, TermProposal
from thesaurus.models.proposal import MOST_A_DAY

PROPOSE = "/en/thesaurus/propose/"
MINE = "/en/thesaurus/mine/"


@pytest.fixture(autouse=True)
def known(water: Concept) -> None:
    """The themes of these tests."""


def proposed(person: Person, name: str = "rainwater", **fields: str) -> TermProposal:
    """A theme that somebody proposed in English."""
    values = {"kind": "theme", "language": "en", **fields}
    return TermProposal.objects.create(by=person, name=name, **values)


def test_a_member_proposes_a_theme_with_its_place_in_the_tree(hers: Client, member: Person) -> None:
    form = {
        "language": "en", "name": " rain   water ", "definition": "What falls.",
        "broader": "water", "context": "Our guide to roofs.",
    }  # fmt: skip
    assert hers.post(PROPOSE, form)["Location"] == MINE
    row = TermProposal.objects.get()
    assert (row.kind, row.name, row.by, row.state) == ("theme", "rain water", member, "proposed")
    assert (row.broader.code, row.context) == ("water", "Our guide to roofs.")
    assert "rain water" in hers.get(MINE).content.decode()


@pytest.mark.parametrize(
    ("code", "language", "name", "kind"),
    [("wells", "en", "boreholes", "name"), ("water", "en", "blue gold", "word")],
)
def test_a_member_proposes_a_name_or_another_word(
    hers: Client, code: str, language: str, name: str, kind: str
) -> None:
    hers.post(f"{PROPOSE}?theme={code}", {"language": language, "name": name})
    row = TermProposal.objects.get()
    assert (row.kind, row.concept.code, row.name) == (kind, code, name)


@pytest.mark.parametrize("typed", ["Eau", "EAUX", "or bleu", "hydrauliques", "Water"])
def test_what_is_there_already_is_shown_at_once(hers: Client, typed: str) -> None:
    response = hers.post(PROPOSE, {"language": "fr", "name": typed, "context": "Kept."})
    page = response.content.decode()
    assert response.status_code == 422
    assert '<a href="/en/themes/water/">water</a>' in page
    assert f'value="{typed}"' in page
    assert "Kept." in page
    assert not TermProposal.objects.exists()


def test_a_word_of_another_theme_is_not_proposed_for_this_one(hers: Client) -> None:
    page = hers.post(f"{PROPOSE}?theme=wells", {"language": "fr", "name": "eau"})
    assert page.status_code == 422
    assert "/en/themes/water/" in page.content.decode()
    assert hers.post(f"{PROPOSE}?theme=water", {"language": "fr", "name": "eau"}).status_code == 422


def test_what_waits_already_is_not_proposed_again(hers: Client, member: Person) -> None:
    proposed(member)
    response = hers.post(PROPOSE, {"language": "en", "name": "Rainwaters"})
    assert response.status_code == 422
    assert TermProposal.objects.count() == 1


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "1234", "https://example.org", "x" * 101])
def test_what_is_no_word_is_refused_kindly(hers: Client, typed: str) -> None:
    form = {"language": "en", "name": typed, "definition": "What falls."}
    response = hers.post(PROPOSE, form)
    assert response.status_code == 422
    assert "What falls." in response.content.decode()
    assert not TermProposal.objects.exists()


@pytest.mark.parametrize(
    "form",
    [{"language": "xx", "name": "rain"}, {"language": "en", "name": "rain", "broader": "nothing"}],
)
def test_a_forged_choice_is_refused(hers: Client, form: dict[str, str]) -> None:
    assert hers.post(PROPOSE, form).status_code == 422


def test_nobody_proposes_more_in_a_day_than_can_be_read(hers: Client, member: Person) -> None:
    for number in range(MOST_A_DAY):
        proposed(member, f"word {number}")
    response = hers.post(PROPOSE, {"language": "en", "name": "one more"})
    assert response.status_code == 422
    assert 'value="one more"' in response.content.decode()
    long_ago = timezone.now() - datetime.timedelta(days=2)
    TermProposal.objects.update(created_at=long_ago)
    assert hers.post(PROPOSE, {"language": "en", "name": "one more"}).status_code == 302


def test_visitors_are_asked_to_sign_in_first(client: Client) -> None:
    for address in (PROPOSE, MINE):
        response = client.get(address)
        assert response.status_code == 302
        assert "/account/login/" in response["Location"]
    client.post(PROPOSE, {"language": "en", "name": "rain"})
    assert not TermProposal.objects.exists()


def test_a_theme_that_is_not_there_has_no_form(hers: Client) -> None:
    assert hers.get(f"{PROPOSE}?theme=nothing").status_code == 404


def test_nobody_sees_what_another_proposed(hers: Client, documentalist: Person) -> None:
    proposed(documentalist, "secret word")
    assert "secret word" not in hers.get(MINE).content.decode()


def test_these_pages_are_kept_by_no_cache(hers: Client) -> None:
    for address in (PROPOSE, MINE):
        assert "no-store" in hers.get(address)["Cache-Control"]


def letters() -> list[str]:
    """The letters that go out, each in one text."""
    deliver.func()
    return [f"{message.to[0]}\n{message.body}" for message in mail.outbox]


def test_whoever_proposed_is_told_and_sees_the_answer(
    hers: Client, member: Person, documentalist: Person
) -> None:
    adopt(proposed(member), "rainwater", documentalist)
    merge_into(proposed(member, "aqua"), Concept.objects.get(code="water"), documentalist)
    refuse(proposed(member, "moisture"), documentalist, "Too broad for us.")
    sent = letters()
    assert [text.split("\n")[0] for text in sent] == [member.email] * 3
    assert "“rainwater” is in the thesaurus now" in sent[0]
    assert "“aqua” is another word for “water” now" in sent[1]
    assert "Too broad for us." in sent[2]
    page = hers.get(MINE).content.decode()
    assert "Too broad for us." in page
    assert "/en/themes/rainwater/" in page


def test_who_answers_her_own_proposal_gets_no_letter(documentalist: Person) -> None:
    refuse(proposed(documentalist), documentalist, "No.")
    assert letters() == []


def test_a_proposal_is_handed_out_and_stays_without_a_name_when_she_goes(member: Person) -> None:
    proposed(member)
    [provider] = [one for one in providers() if one.code == "terms"]
    assert provider.rows(member)[0]["name"] == "rainwater"
    [eraser] = [one for one in erasers() if one.code == "terms"]
    eraser.erase(member)
    assert TermProposal.objects.get().by is None


def queries(client: Client, address: str) -> int:
    """How many queries a page takes."""
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_more_proposals_take_as_many_queries(hers: Client, member: Person) -> None:
    adopted = concept("rain", "pluie", "rain")
    proposed(member, "one").delete()
    for number in range(2):
        TermProposal.objects.create(
            by=member, kind="word", language="en", name=f"w{number}", concept=adopted
        )
    few = queries(hers, MINE)
    for number in range(12):
        TermProposal.objects.create(
            by=member, kind="word", language="en", name=f"v{number}", concept=adopted
        )
    assert queries(hers, MINE) == few
