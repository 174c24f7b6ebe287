"""What networks offer: beneath their pages, in one list that is narrowed by region, need, size,
cost."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages.actions.switch_section import switch
from pages.models import Home, Network, Offer, Offers, Section
from search.indexing import reindex
from search.outbox import drain_outbox
from tests.conftest import give_role
from tests.factories import PersonFactory, add, concept, item, signed_in, territory_row
from tests.pages.filter_links import filter_links, page_of, total

ROW = re.compile(r"<h2><a [^>]*>([^<]*)</a></h2>")


@pytest.fixture
def network(home: Home) -> Network:
    """A network in Senegal, in a section with nothing else, beside the list of offers."""
    concept("accounting", "Comptabilité", "Accounting")
    add(home, Offers, "Offres")
    made: Network = item("network", add(home, Section, "Réseaux"), "Fleuve", territories=["SN"])
    return made


def offer(network: Network, title: str, **fields: object) -> Offer:
    """An offer of a network."""
    made: Offer = add(network, Offer, title, **fields)
    return made


def titles(client: Client, address: str) -> list[str]:
    """What a list shows."""
    return ROW.findall(page_of(client, address))


def test_offers_are_narrowed_by_region_need_size_and_cost_with_exact_counts(
    client: Client, network: Network
) -> None:
    offer(network, "Avance", cost="free", sizes=["none", "under_3"])
    offer(network, "Bilan", cost="paid", themes=["accounting"], sizes=["10_to_49"])
    offer(network, "Camion", cost="shared", territories=["ML"])
    offer(network, "Dossier", cost="free", themes=["accounting"])
    reindex()
    assert titles(client, "/fr/offres/") == ["Avance", "Bilan", "Camion", "Dossier"]
    assert titles(client, "/fr/offres/?country=SN") == ["Avance", "Bilan", "Dossier"]
    assert titles(client, "/fr/offres/?country=ML") == ["Camion"]
    assert titles(client, "/fr/offres/?theme=accounting&cost=free") == ["Dossier"]
    assert titles(client, "/fr/offres/?suits=under_3") == ["Avance", "Camion", "Dossier"]
    assert titles(client, "/fr/offres/?cost=free&cost=paid") == ["Avance", "Bilan", "Dossier"]
    links = filter_links(client, "/fr/offres/")
    assert len(links) >= 9
    for link in links:
        assert total(client, link.url) == link.count, link


def test_the_list_calls_themes_needs(client: Client, network: Network) -> None:
    offer(network, "Bilan", themes=["accounting"])
    offer(network, "Camion")
    reindex()
    html = page_of(client, "/fr/offres/")
    headings = re.findall(r"<h3>([^<]*)</h3>\s*<ul>", html)
    plain = re.findall(
        r"<h3>([^<]*)</h3>\s*<ul>", page_of(client, "/fr/territories/SN/?type=offer")
    )
    assert str(Offers.filter_labels["theme"]) in headings
    assert str(Offers.filter_labels["theme"]) not in plain


def test_an_offer_has_its_networks_places_unless_it_has_its_own_and_follows_them(
    client: Client, network: Network
) -> None:
    offer(network, "Avance")
    offer(network, "Camion", territories=["ML"])
    reindex()
    network.territory_rows.add(territory_row("BJ"))
    network.save_revision().publish()
    drain_outbox.func()
    cache.clear()
    assert titles(client, "/fr/offres/?country=BJ") == ["Avance"]
    assert titles(client, "/fr/offres/?country=ML") == ["Camion"]


def test_a_networks_page_tells_its_offers_and_each_has_a_page(
    client: Client, network: Network
) -> None:
    offer(network, "Avance", summary="Trois mille euros.", price="Sans frais", sizes=["none"])
    offer(network, "Brouillon").unpublish()
    html = page_of(client, "/fr/reseaux/fleuve/")
    assert '<a href="/fr/reseaux/fleuve/avance/">Avance</a>' in html
    assert "Brouillon" not in html
    assert 'href="/fr/offres/"' in html
    page = page_of(client, "/fr/reseaux/fleuve/avance/")
    assert "Sans frais" in page
    assert '<a href="/fr/reseaux/fleuve/">Fleuve</a>' in page
    assert '"@type": "Service"' in page


def test_offers_are_found_by_words_and_do_not_crowd_the_list_of_networks(
    client: Client, network: Network
) -> None:
    offer(network, "Avance de trésorerie")
    reindex()
    assert titles(client, "/fr/reseaux/") == ["Fleuve"]
    assert titles(client, "/fr/reseaux/?type=offer") == ["Avance de trésorerie"]
    found = client.get("/fr/search/?q=tresorerie&format=json").json()
    assert [(hit["type"], hit["title"]) for hit in found["hits"]] == [
        ("offer", "Avance de trésorerie")
    ]


def test_nobody_finds_or_counts_the_offers_of_a_section_that_is_switched_off(
    client: Client, network: Network
) -> None:
    offer(network, "Avance")
    reindex()
    switch(Section.objects.get(slug="reseaux"), False, None)
    drain_outbox.func()
    cache.clear()
    assert total(client, "/fr/offres/") == 0
    assert client.get("/fr/reseaux/fleuve/avance/").status_code == 404
    assert client.get("/fr/search/?q=avance&format=json").json()["total"] == 0


def test_whoever_edits_a_network_adds_its_offers_and_nobody_else_does(
    client: Client, network: Network
) -> None:
    editor = signed_in(give_role(PersonFactory(), network, ("add", "change", "publish")))
    address = reverse("wagtailadmin_pages:add", args=["pages", "offer", network.pk])
    assert editor.get(address).status_code == 200
    elsewhere = item("network", Section.objects.get(slug="reseaux"), "Autre")
    other = signed_in(give_role(PersonFactory(), elsewhere, ("change", "add", "publish")))
    assert other.get(address).status_code == 404


def test_an_offer_lies_beneath_a_network_alone(home: Home, network: Network) -> None:
    assert Offer.can_create_at(network)
    assert not Offer.can_create_at(home)
    assert not Offer.can_create_at(Section.objects.get(slug="reseaux"))


def test_the_list_and_a_network_cost_as_many_queries_with_many_offers_as_with_few(
    client: Client, network: Network
) -> None:
    def queries(address: str) -> int:
        cache.clear()
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{address}?format=again")
        return len(captured)

    addresses = ("/fr/offres/", "/fr/reseaux/fleuve/", "/fr/reseaux/fleuve/offre-0/")
    counts = []
    for numbers in (range(2), range(2, 12)):
        for number in numbers:
            offer(network, f"Offre {number}", sizes=["none"])
        reindex()
        counts.append([queries(address) for address in addresses])
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 17


def test_the_map_of_offers_shows_the_countries_of_their_networks(
    client: Client, network: Network
) -> None:
    offer(network, "Avance")
    reindex()
    html = page_of(client, "/fr/offres/")
    assert "<title>Sénégal (1)</title>" in html
