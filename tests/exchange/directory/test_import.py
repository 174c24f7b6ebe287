"""A table corrects the directory: shown line by line first, then written as it was shown."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import ModelLogEntry

from access.models import JournalEntry
from exchange.directory.plan import Plan
from people.models import FormerShortName, Organization
from search.indexing import reindex
from search.models import Outbox, SearchDocument
from tests.exchange.directory.conftest import ADDRESS
from tests.factories import OrganizationFactory, PersonFactory, concept, holding, signed_in
from thesaurus.models import Territory

HEAD = ["Short name in addresses", "Name", "Country or region", "Town"]


def states(answer: Any) -> dict[int, str]:
    """What becomes of each line."""
    plan: Plan = answer.context["plan"]
    return {line.number: line.state.value for line in plan.lines}


def refusals(answer: Any) -> list[tuple[int, str, str]]:
    """Line, column and sentence of all that is refused."""
    plan: Plan = answer.context["plan"]
    return [
        (line.number, refusal.heading, refusal.sentence)
        for line in plan.lines
        for refusal in line.refusals
    ]


def test_a_table_is_shown_line_by_line_and_nothing_is_written(send: Callable[..., Any]) -> None:
    known = OrganizationFactory(name="Eau vive", slug="eau-vive", city="Thiès")
    same = OrganizationFactory(name="Puits partout", slug="puits", city="Dakar")
    answer = send(
        [
            HEAD,
            ["eau-vive", "Eau vive", "Senegal", "Kaolack"],
            ["puits", "Puits partout", "Senegal", "Dakar"],
            ["", "Terre des femmes", "Senegal", "Matam"],
            ["", "Sans pays", "", ""],
            ["", "Les puits partout", "SN", ""],
        ]
    )
    assert answer.status_code == 200
    assert states(answer) == {2: "corrected", 3: "unchanged", 4: "new", 5: "refused", 6: "alike"}
    html = answer.content.decode()
    assert "<del>Thiès</del> → <ins>Kaolack</ins>" in html
    assert refusals(answer) == [(5, "Country or region", "A new organisation needs this.")]
    assert ">Write all of it<" not in html, "a refused line stands against all"
    assert Organization.objects.count() == 2
    for row in (known, same):
        row.refresh_from_db()
    assert (known.city, same.city) == ("Thiès", "Dakar")


def test_what_was_shown_is_written_told_and_kept_in_the_journal(
    send: Callable[..., Any], confirm: Callable[..., Any]
) -> None:
    known = OrganizationFactory(name="Eau vive", slug="eau-vive", city="Thiès")
    Outbox.objects.all().delete()
    shown = send(
        [
            [*HEAD, "email_published", "description_fr", "Kind", "Year of foundation"],
            ["eau-vive", "Eaux vives", "Senegal", "Kaolack", "yes", "Elle creuse.", "Network", ""],
            ["", "Terre des femmes", "Senegal", "Matam", "no", "Elle\nsème.", "", "1998"],
        ]
    )
    answer = confirm(shown)
    assert "1 organisation was added, 1 was corrected." in answer.content.decode()
    known.refresh_from_db()
    assert (known.name, known.city, known.email_published, known.kind) == (
        "Eaux vives", "Kaolack", True, "network",
    )  # fmt: skip
    assert known.slug == "eau-vive"
    assert known.description("fr") == "Elle creuse."
    assert known.description("en") == "It trains young people."
    made = Organization.objects.get(slug="terre-des-femmes")
    assert (made.territory.code, made.founded) == ("SN", 1998)
    assert made.description("fr") == "Elle\nsème."
    entry = JournalEntry.objects.get(verb="imported")
    assert entry.facts == {"added": 1, "corrected": 1}
    assert set(Outbox.objects.values_list("kind", "object_id")) == {
        ("organization", known.pk),
        ("organization", made.pk),
    }
    assert list(ModelLogEntry.objects.order_by("object_id").values_list("action", flat=True)) == [
        "wagtail.edit",
        "wagtail.create",
    ]


def test_an_organisation_without_a_description_is_found_too(
    send: Callable[..., Any], confirm: Callable[..., Any]
) -> None:
    Territory.objects.create(code="SN")
    confirm(send([["name", "territory"], ["Terre des femmes", "SN"]]))
    reindex()
    [document] = SearchDocument.objects.filter(kind="organization")
    assert document.title == "Terre des femmes"


def test_what_is_alike_is_added_only_when_ticked(
    send: Callable[..., Any], confirm: Callable[..., Any]
) -> None:
    OrganizationFactory(name="Puits partout")
    rows = [
        ["name", "territory"],
        ["Les puits partout", "SN"],
        ["Puit partout", "SN"],
        ["Grain", "SN"],
    ]
    shown = send(rows)
    assert states(shown) == {2: "alike", 3: "alike", 4: "new"}
    confirm(shown, 3)
    names = Organization.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["Puits partout", "Puit partout", "Grain"]


def test_lines_of_one_table_that_are_alike_are_said_so(send: Callable[..., Any]) -> None:
    Territory.objects.create(code="SN")
    answer = send(
        [["name", "territory"], ["Grenier du Sahel", "SN"], ["Le grenier du Sahel", "SN"]]
    )
    assert states(answer) == {2: "new", 3: "alike"}
    assert "(line 2)" in answer.content.decode()


def test_a_directory_that_changed_meanwhile_is_shown_again(
    send: Callable[..., Any], confirm: Callable[..., Any]
) -> None:
    known = OrganizationFactory(slug="eau-vive", name="Eau vive", city="Thiès")
    shown = send([["slug", "city"], ["eau-vive", "Kaolack"]])
    Organization.objects.filter(pk=known.pk).update(city="Mbour")
    answer = confirm(shown)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "The directory has changed since this was shown: nothing was written." in html
    assert "<del>Mbour</del> → <ins>Kaolack</ins>" in html
    known.refresh_from_db()
    assert known.city == "Mbour"
    confirm(answer)
    known.refresh_from_db()
    assert known.city == "Kaolack"


def test_a_yes_is_good_once_and_for_the_last_table_only(
    send: Callable[..., Any], confirm: Callable[..., Any]
) -> None:
    known = OrganizationFactory(slug="eau-vive", name="Eau vive", city="Thiès")
    first = send([["slug", "city"], ["eau-vive", "Kaolack"]])
    second = send([["slug", "city"], ["eau-vive", "Mbour"]])
    assert "nothing was written" in confirm(first).content.decode()
    confirm(second)
    known.refresh_from_db()
    assert known.city == "Mbour"
    assert confirm(second).status_code == 422
    assert JournalEntry.objects.filter(verb="imported").count() == 1


def test_a_plan_with_refused_lines_is_not_written_even_if_somebody_says_yes(
    send: Callable[..., Any], confirm: Callable[..., Any]
) -> None:
    known = OrganizationFactory(slug="eau-vive", name="Eau vive", city="Thiès")
    shown = send([["slug", "city", "founded"], ["eau-vive", "Kaolack", "soon"]])
    assert confirm(shown).status_code == 422
    known.refresh_from_db()
    assert known.city == "Thiès"


def test_an_empty_cell_erases_nothing_and_the_mark_does(
    send: Callable[..., Any], confirm: Callable[..., Any]
) -> None:
    known = OrganizationFactory(
        slug="eau-vive", name="Eau vive", city="Thiès", email="a@example.org", founded=1990
    )
    known.sectors.add(concept("water", "Eau", "Water"))
    head = ["slug", "city", "email", "founded", "sectors", "description_en", "phone"]
    confirm(send([head, ["eau-vive", "", "", "", "", "", "(empty)"]]))
    known.refresh_from_db()
    assert (known.city, known.email, known.founded) == ("Thiès", "a@example.org", 1990)
    confirm(send([head, ["eau-vive", *["(Empty)"] * 6]]))
    known.refresh_from_db()
    assert (known.city, known.email, known.founded) == ("", "", None)
    assert not known.sectors.exists()
    assert list(known.texts.values_list("language", flat=True)) == ["fr"]
    answer = send([["slug", "name"], ["eau-vive", "(empty)"]])
    assert refusals(answer) == [(2, "Name", "An organisation cannot be without this.")]


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("founded", "99", "This is not a year in four digits."),
        ("founded", "９９９９", "This is not a year in four digits."),
        ("siret", "73282932000075", "a digit is mistyped"),
        ("siret", "7,32829E+13", "A spreadsheet has shortened this number"),
        ("rna", "W12345678", "a W and nine digits"),
        ("org_id", "FR-RNA-W1", "a W and nine digits"),
        ("email", "awa@", "email"),
        ("website", "javascript:alert(1)", "URL"),
        ("kind", "Charity", "is none of these: Association"),
        ("email_published", "perhaps", "Write yes or no here."),
        ("territory", "Sénégale", "Is it “Senegal”?"),
        ("sectors", "watr", "Is it “Water”?"),
        ("parents", "Nobody", "No organisation is called “Nobody”"),
        ("parents", "eau-vive", "An organisation does not belong to itself."),
        ("name", "x" * 151, "150"),
        ("name", "Bad\x07name", "hidden sign"),
        ("address", "x" * 10_001, "10,000 characters"),
        ("slug", "Not a slug", "slug"),
    ],
)
def test_a_cell_that_cannot_be_kept_is_named_with_its_line_and_column(
    send: Callable[..., Any], column: str, cell: str, said: str
) -> None:
    OrganizationFactory(slug="eau-vive", name="Eau vive")
    concept("water", "Eau", "Water")
    head, row = (
        (["slug"], ["eau-vive"]) if column != "slug" else (["name", "territory"], ["A", "SN"])
    )
    answer = send([[*head, column], [*row, cell]])
    [(line, heading, sentence)] = refusals(answer)
    assert line == 2
    assert heading
    assert said in sentence


def test_a_number_or_short_name_of_another_is_refused(send: Callable[..., Any]) -> None:
    OrganizationFactory(slug="eau-vive", name="Eau vive", rna="W123456789")
    OrganizationFactory(slug="puits", name="Puits")
    merged = OrganizationFactory(slug="grain", name="Grain")
    FormerShortName.objects.create(slug="graines", organization=merged)
    answer = send(
        [
            ["slug", "name", "territory", "rna", "siret"],
            ["puits", "", "", "W123456789", ""],
            ["neuve", "Neuve", "SN", "", "73282932000074"],
            ["autre", "Autre", "SN", "", "732829320 00074"],
            ["graines", "Graines", "SN", "", ""],
            ["eau-vive", "Un", "", "", ""],
            ["eau-vive", "Deux", "", "", ""],
        ]
    )
    said = {line: sentence for line, _heading, sentence in refusals(answer)}
    assert "“Eau vive” has this number already" in said[2]
    assert said[4] == "Line 3 has the same."
    assert "This record is part of “Grain” now" in said[5]
    assert "organisation of line 6 too" in said[7]
    assert set(said) == {2, 4, 5, 7}


def test_a_record_is_found_by_its_number_or_by_its_name_and_place(
    send: Callable[..., Any],
) -> None:
    OrganizationFactory(slug="eau-vive", name="Eau vive", rna="W123456789")
    OrganizationFactory(slug="puits", name="Puits")
    answer = send(
        [
            ["name", "country", "RNA", "town"],
            ["Eaux vives", "", "w 123 456 789", "Kaolack"],
            ["PUITS", "Sénégal", "", "Kaolack"],
        ]
    )
    assert states(answer) == {2: "corrected", 3: "corrected"}


def test_columns_in_both_languages_are_known_and_others_are_named(
    send: Callable[..., Any],
) -> None:
    OrganizationFactory(slug="eau-vive", name="Eau vive")
    answer = send(
        [
            ["Nom court dans les adresses", "Ville", "Town", "Pays", "Colour"],
            ["eau-vive", "Kaolack", "Mbour", "Sénégal", "blue"],
        ]
    )
    [line] = answer.context["plan"].lines
    assert line.values == {"city": "Kaolack"}
    assert answer.context["plan"].unknown == ["Town", "Colour"]
    assert "Town, Colour" in answer.content.decode()


def test_only_those_who_look_after_the_directory_find_the_screen(
    client: Client, roles: dict[str, Group], keeper: Client
) -> None:
    export = "/admin/directory/organisations.csv"
    assert keeper.get(ADDRESS).status_code == 200
    assert keeper.get(export).status_code == 200
    assert keeper.get("/admin/directory/organisations.pdf").status_code == 404
    contributor = signed_in(holding(roles["contributor"]))
    limited = holding(roles["editor"])
    limited.limited = True
    limited.save()
    for browser in (contributor, signed_in(limited), signed_in(PersonFactory())):
        assert browser.get(ADDRESS).status_code == 404
        assert browser.post(ADDRESS, {"confirm": "x"}).status_code == 404
        assert browser.get(export).status_code == 404
    assert client.get(ADDRESS).status_code == 302


def test_the_list_of_organisations_leads_there(keeper: Client, roles: dict[str, Group]) -> None:
    assert ADDRESS in keeper.get("/admin/snippets/people/organization/").content.decode()


@pytest.mark.django_db
def test_queries_do_not_grow_with_the_table(
    send: Callable[..., Any], confirm: Callable[..., Any], django_assert_max_num_queries: Any
) -> None:
    Territory.objects.create(code="SN")
    for size in (2, 60):
        rows = [[f"o-{size}-{n}", f"{chr(97 + n % 26) * 6} {n * 7919}", "SN"] for n in range(size)]
        with django_assert_max_num_queries(60):
            shown = send([["slug", "name", "territory"], *rows])
        confirm(shown, *range(2, size + 2))
        assert Organization.objects.filter(slug__startswith=f"o-{size}-").count() == size
