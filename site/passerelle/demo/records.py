"""What pages share: themes, places, organisations."""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings

from access.generation import raise_generation
from passerelle.demo.content import Content, Facts
from people.models import Organization, OrganizationText
from thesaurus.models import Concept, ConceptLabel, Territory

WORLD = {
    "002": "",  # Africa
    "150": "",  # Europe
    "419": "",  # Latin America and the Caribbean
    "011": "002",  # Western Africa
    "014": "002",  # Eastern Africa
    "015": "002",  # Northern Africa
    "017": "002",  # Middle Africa
    "029": "419",  # Caribbean
    "155": "150",  # Western Europe
}
COUNTRIES = {
    "BF": "011", "BJ": "011", "CM": "017", "FR": "155", "GN": "011", "HT": "029", "MA": "015",
    "MG": "014", "ML": "011", "SN": "011", "TG": "011",
}  # fmt: skip
REGIONS = {
    "FR-ARA": "Auvergne-Rhône-Alpes",
    "FR-BFC": "Bourgogne-Franche-Comté",
    "FR-BRE": "Bretagne",
    "FR-CVL": "Centre-Val de Loire",
    "FR-GES": "Grand Est",
    "FR-HDF": "Hauts-de-France",
    "FR-IDF": "Île-de-France",
    "FR-NAQ": "Nouvelle-Aquitaine",
    "FR-NOR": "Normandie",
    "FR-OCC": "Occitanie",
    "FR-PAC": "Provence-Alpes-Côte d’Azur",
    "FR-PDL": "Pays de la Loire",
}


@dataclass(frozen=True)
class Records:
    """Rows by their codes and keys."""

    concepts: dict[str, Concept]
    territories: dict[str, Territory]
    organizations: dict[str, Organization]


def constant_key(name: str) -> UUID:
    """The same key for the same name at every loading."""
    return uuid5(NAMESPACE_URL, f"https://trame-commune.example/{name}")


def create_records(content: Content) -> Records:
    """Write themes, places and organisations."""
    concepts = create_concepts(content.tables["thesaurus"])
    territories = create_territories()
    return Records(concepts, territories, create_organizations(content, concepts, territories))


def create_concepts(table: Facts) -> dict[str, Concept]:
    """The thesaurus, broader themes before narrower ones."""
    concepts: dict[str, Concept] = {}
    waiting = dict(table)
    while waiting:
        ready = [code for code, facts in waiting.items() if facts["broader"] in ("", *concepts)]
        rows = [
            Concept(code=code, broader=concepts.get(waiting.pop(code)["broader"])) for code in ready
        ]
        concepts |= {row.code: row for row in Concept.objects.bulk_create(rows)}
    label_concepts(table)
    pairs = {
        pair
        for code, facts in table.items()
        for other in facts["related"]
        for pair in ((code, other), (other, code))
    }
    link = Concept.related.through
    link.objects.bulk_create(
        [
            link(from_concept=concepts[one], to_concept=concepts[other])
            for one, other in sorted(pairs)
        ]
    )
    return concepts


def label_concepts(table: Facts) -> int:
    """Name the concepts of the table in each language of the site in which they have no name yet.

    Returns:
        How many names there are more.
    """
    concepts = dict(Concept.objects.filter(code__in=table).values_list("code", "pk"))
    known = set(ConceptLabel.objects.values_list("concept", "language"))
    labels = [
        ConceptLabel(
            concept_id=concepts[code],
            language=language,
            name=facts[language]["label"],
            synonyms="\n".join(facts[language]["synonyms"]),
            definition=facts[language].get("definition", ""),
        )
        for code, facts in table.items()
        for language, _name in settings.LANGUAGES
        if code in concepts and language in facts and (concepts[code], language) not in known
    ]
    ConceptLabel.objects.bulk_create(labels)
    raise_generation()
    return len(labels)


def create_territories() -> dict[str, Territory]:
    """World regions, countries and the regions of France."""
    places: dict[str, Territory] = {}
    broader = {**WORLD, **COUNTRIES, **dict.fromkeys(REGIONS, "FR")}
    for code, within in broader.items():
        places[code] = Territory.objects.create(
            code=code, broader=places.get(within), name=REGIONS.get(code, "")
        )
    return places


def create_organizations(
    content: Content, concepts: dict[str, Concept], territories: dict[str, Territory]
) -> dict[str, Organization]:
    """Organisations with their descriptions, sectors and parents."""
    table = content.tables["organizations"]
    rows = Organization.objects.bulk_create(
        [organization(key, facts, territories) for key, facts in table.items()]
    )
    found = {row.slug: row for row in rows}
    OrganizationText.objects.bulk_create(
        [
            OrganizationText(
                organization=found[key], language=language, description=facts["description"]
            )
            for language, texts in content.translated["organizations"].items()
            for key, facts in texts.items()
        ]
    )
    sector, parent = Organization.sectors.through, Organization.parents.through
    sector.objects.bulk_create(
        [
            sector(organization=found[key], concept=concepts[code])
            for key, facts in table.items()
            for code in facts["sectors"]
        ]
    )
    parent.objects.bulk_create(
        [
            parent(from_organization=found[key], to_organization=found[above])
            for key, facts in table.items()
            for above in facts["parents"]
        ]
    )
    return found


def organization(key: str, facts: Facts, territories: dict[str, Territory]) -> Organization:
    """An organisation, not saved."""
    contact = {name: facts[name] for name in Organization.CONTACT_FIELDS}
    published = {
        f"{name}_published": name in facts["published"] for name in Organization.CONTACT_FIELDS
    }
    return Organization(
        key=constant_key(f"organizations/{key}"),
        slug=key,
        name=facts["name"],
        kind=facts["kind"],
        size=facts["size"],
        founded=facts["founded"],
        territory=territories[facts["region"] or facts["country"]],
        city=facts["city"],
        **facts["identifiers"],
        **contact,
        **published,
    )
