"""A documentalist has one desk: what waits, what is missing, and three answers."""

import csv

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.models import JournalEntry
from people.models import Person
from tests.factories import concept, holding, signed_in
from thesaurus.actions.answer import adopt, refuse
from thesaurus.models import Concept, ConceptLabel, FormerCode, TermProposal
from thesaurus.vocabulary import vocabulary

DESK = "/en/thesaurus/"


@pytest.fixture(autouse=True)
def known(water: Concept) -> None:
    """The themes of these tests."""


def proposed(by: Person | None = None, name: str = "rainwater", **fields: object) -> TermProposal:
    """A theme that somebody proposed in English."""
    values = {"kind": "theme", "language": "en", **fields}
    return TermProposal.objects.create(by=by, name=name, **values)


def answer(client: Client, proposal: TermProposal, act: str, **typed: str) -> int:
    """Send one of the three forms; the status of what comes back."""
    address = f"{DESK}proposals/{proposal.pk}/"
    status = client.post(address, {"act": act, **typed}).status_code
    proposal.refresh_from_db()
    return status


def label(code: str, language: str) -> ConceptLabel:
    """The names of a theme in a language."""
    return ConceptLabel.objects.get(concept__code=code, language=language)


@pytest.mark.parametrize("address", ["", "proposals/{key}/", "merge/water/"])
def test_the_desk_is_missing_for_all_others(
    client: Client, hers: Client, roles: dict[str, Group], address: str
) -> None:
    where = DESK + address.format(key=proposed().pk)
    for reader in (client, hers, signed_in(holding(roles["contributor"]))):
        assert reader.get(where).status_code == 404
        assert reader.post(where, {"act": "adopt"}).status_code in (404, 405)
    assert TermProposal.objects.get().is_waiting


def test_the_desk_shows_what_waits_and_what_is_missing(desk: Client, member: Person) -> None:
    proposed(member)
    page = desk.get(DESK).content.decode()
    assert "rainwater" in page
    assert "Awa Diallo" in page
    assert '<a href="?language=en#gaps">' in page
    assert "no-store" in desk.get(DESK)["Cache-Control"]


def test_it_is_narrowed_to_a_language(desk: Client) -> None:
    proposed()
    proposed(name="pluie", language="fr")
    english = desk.get(f"{DESK}?language=en").content.decode()
    assert "rainwater" in english
    assert "pluie" not in english
    assert "theme=wells&amp;language=en" in english
    assert "theme=wells" not in desk.get(f"{DESK}?language=fr").content.decode()
    assert desk.get(f"{DESK}?language=nothing&page=9999").status_code == 200


def test_what_is_missing_is_taken_out_as_a_table(desk: Client) -> None:
    label("wells", "fr").delete()
    ConceptLabel.objects.create(
        concept=Concept.objects.get(code="wells"), language="fr", name="=puits"
    )
    answer = desk.get(f"{DESK}?language=en&format=csv")
    rows = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    assert rows[1:] == [["en", "wells", "'=puits", "fr", "0", ""]]


def test_a_theme_is_adopted_as_corrected(desk: Client, documentalist: Person) -> None:
    proposal = proposed(definition="What fals.")
    status = answer(
        desk, proposal, "adopt", language="en", name="Rain water", definition="What falls.",
        broader="water", code="rain-water", reply="Thank you.",
    )  # fmt: skip
    assert status == 302
    made = Concept.objects.get(code="rain-water")
    assert made.broader.code == "water"
    assert (label("rain-water", "en").name, label("rain-water", "en").definition) == (
        "Rain water",
        "What falls.",
    )
    assert (proposal.state, proposal.concept, proposal.reply) == ("adopted", made, "Thank you.")
    assert vocabulary().label("rain-water", "en") == "Rain water"
    entry = JournalEntry.objects.get(verb="term_answered")
    assert (entry.actor, entry.facts) == (
        documentalist,
        {"proposal": proposal.pk, "answer": "adopted"},
    )


def test_a_name_that_was_missing_is_adopted(desk: Client) -> None:
    proposal = proposed(kind="name", name="boreholes", concept=Concept.objects.get(code="wells"))
    answer(desk, proposal, "adopt", language="en", name="wells", kind="name")
    assert label("wells", "en").name == "wells"
    assert vocabulary().unnamed("en") == []


def test_a_better_name_keeps_the_former_one_as_another_word(desk: Client) -> None:
    proposal = proposed(kind="word", name="fresh water", concept=Concept.objects.get(code="water"))
    answer(desk, proposal, "adopt", language="en", name="fresh water", kind="name")
    assert (label("water", "en").name, label("water", "en").synonyms) == ("fresh water", "water")


def test_another_word_is_adopted_once(desk: Client) -> None:
    for name in ("blue gold", "Blue Gold"):
        proposal = proposed(kind="word", name=name, concept=Concept.objects.get(code="water"))
        answer(desk, proposal, "adopt", language="en", name=name, kind="word")
    assert label("water", "en").other_words == ["blue gold"]


@pytest.mark.parametrize("code", ["", "water", "aqua", "é è"])
def test_a_code_that_is_taken_is_refused_and_nothing_lost(desk: Client, code: str) -> None:
    FormerCode.objects.create(code="aqua", concept=Concept.objects.get(code="water"))
    proposal = proposed()
    typed = {"language": "en", "name": "rain", "code": code, "reply": "Thank you."}
    response = desk.post(f"{DESK}proposals/{proposal.pk}/", {"act": "adopt", **typed})
    assert response.status_code == 422
    assert "Thank you." in response.content.decode()
    assert Concept.objects.count() == 3


def test_a_word_of_another_theme_is_not_adopted(desk: Client) -> None:
    proposal = proposed(name="rain")
    assert answer(desk, proposal, "adopt", language="fr", name="eau", code="rain") == 422
    assert proposal.is_waiting


@pytest.mark.parametrize("typed", ["water", "or bleu", "EAU"])
def test_a_proposal_becomes_another_word_for_a_theme(desk: Client, typed: str) -> None:
    proposal = proposed(name="aqua")
    assert answer(desk, proposal, "merge", into=typed) == 302
    assert (proposal.state, proposal.concept.code) == ("merged", "water")
    assert label("water", "en").other_words == ["aqua"]


def test_a_proposal_becomes_the_first_name_of_a_theme_without_one(desk: Client) -> None:
    answer(desk, proposed(name="boreholes"), "merge", into="wells")
    assert label("wells", "en").name == "boreholes"


@pytest.mark.parametrize("typed", ["", "nothing", "mer"])
def test_a_theme_that_nobody_can_tell_is_asked_for_again(desk: Client, typed: str) -> None:
    concept("sea", "mer", "sea")
    concept("mother", "mer", "mother")
    proposal = proposed(name="aqua")
    assert answer(desk, proposal, "merge", into=typed) == 422
    assert proposal.is_waiting


def test_a_refusal_needs_a_sentence(desk: Client) -> None:
    proposal = proposed()
    assert answer(desk, proposal, "refuse", reply=" ") == 422
    assert answer(desk, proposal, "refuse", reply="Too narrow.") == 302
    assert (proposal.state, proposal.reply) == ("refused", "Too narrow.")
    assert Concept.objects.count() == 3


def test_an_act_that_is_none_does_nothing(desk: Client) -> None:
    proposal = proposed()
    assert answer(desk, proposal, "delete") == 200
    assert proposal.is_waiting


def test_a_proposal_is_answered_once(desk: Client, documentalist: Person) -> None:
    proposal = proposed()
    later = TermProposal.objects.get()
    refuse(proposal, documentalist, "No.")
    assert answer(desk, proposal, "adopt", language="en", name="rain", code="rain") == 302
    assert adopt(later, "rain", documentalist) is False
    assert not Concept.objects.filter(code="rain").exists()


def test_a_documentalist_who_proposes_is_led_to_the_answer(desk: Client) -> None:
    response = desk.post(f"{DESK}propose/?theme=wells", {"language": "en", "name": "wells"})
    assert response["Location"] == f"{DESK}proposals/{TermProposal.objects.get().pk}/"
    assert desk.get(response["Location"]).status_code == 200


def queries(client: Client, address: str) -> int:
    """How many queries a page takes."""
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize("address", [DESK, f"{DESK}?language=en", f"{DESK}?format=csv"])
def test_more_proposals_and_gaps_take_as_many_queries(
    desk: Client, member: Person, address: str
) -> None:
    water = Concept.objects.get(code="water")
    proposed(member, broader=water)
    few = queries(desk, address)
    for number in range(15):
        proposed(member, f"word {number}", broader=water)
        row = Concept.objects.create(code=f"theme-{number}", broader=water)
        ConceptLabel.objects.create(concept=row, language="fr", name=f"thème {number}")
    assert queries(desk, address) == few


def test_a_borrowed_name_says_its_language_within_a_sentence(desk: Client) -> None:
    page = desk.get(f"{DESK}merge/wells/").content.decode()
    assert '“<span lang="fr" dir="ltr">puits et forages</span>”' in page


def test_a_name_is_never_taken_for_markup(desk: Client) -> None:
    evil = label("wells", "fr")
    evil.name = "<b>puits</b>"
    evil.save()
    for address in ("/en/themes/", "/en/themes/wells/", f"{DESK}merge/wells/", DESK):
        page = desk.get(address).content.decode()
        assert "<b>" not in page, address
    form = {"into": "water", "act": "look"}
    assert "<b>" not in desk.post(f"{DESK}merge/wells/", form).content.decode()
    proposal = proposed(name="<b>puits</b>", language="fr")
    assert "<b>" not in desk.get(f"{DESK}proposals/{proposal.pk}/").content.decode()
    form = {"language": "fr", "name": "<b>puits</b>"}
    assert "<b>" not in desk.post(f"{DESK}propose/", form).content.decode()
