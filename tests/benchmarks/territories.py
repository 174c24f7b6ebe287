"""The page of a territory, the index of all, and the map beside a list, past the page cache."""

import argparse

from tests.benchmarks.corpus import COUNTRIES, Corpus
from tests.benchmarks.database import temporary_database
from tests.benchmarks.report import Report
from tests.benchmarks.timing import add_cost, cost, uncached

SIZE = 5_000
ORGANIZATIONS = 300
LIMIT = 20
"""Milliseconds of CPU that each of these may take."""

PAGES = {
    "a country, with the first of each kind": "/fr/territories/SN/",
    "a region, with the countries within": "/fr/territories/011/",
    "a list of a country": "/fr/territories/SN/?type=project",
    "all territories, with the map": "/fr/territories/",
    "directory with the map": "/fr/annuaire/",
    "directory with the map, narrowed": "/fr/annuaire/?country=SN",
}


def measure(options: argparse.Namespace) -> Report:
    """Write an index, then ask for its pages as a visitor."""
    with temporary_database(options.engine) as engine:
        size = options.size or SIZE
        make_site(size)
        corpus = f"{size:,} documents, a fifth of them public; {ORGANIZATIONS:,} organisations"
        report = Report("Territories", {"corpus": corpus, "search engine": engine})
        for name, address in PAGES.items():
            add_cost(report, name, cost(uncached(address)), cpu=LIMIT)
    return report


def make_site(size: int) -> None:
    """Documents about ten countries, and organisations in each of them."""
    from django.db import transaction

    from pages.models import Directory
    from search.indexing import index_objects
    from tests.factories import OrganizationFactory, add
    from thesaurus.models import Territory

    with transaction.atomic():
        region = Territory.objects.create(code="011")
        places = [Territory.objects.create(code=code, broader=region) for code in COUNTRIES]
        corpus = Corpus()
        rows = [
            OrganizationFactory(territory=places[number % len(places)])
            for number in range(ORGANIZATIONS)
        ]
        index_objects("organization", [row.pk for row in rows])
    corpus.grow(size)
    add(corpus.home, Directory, "Annuaire")
