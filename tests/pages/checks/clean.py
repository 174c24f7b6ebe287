"""Twenty pages that a careful editor would publish: ten in French, ten in English.

They hold what rules could take for faults: abbreviations, initials, acronyms that are spelt out,
roman numerals, hours, sums, passages in capitals, links with good words.
"""

from typing import Any
from uuid import uuid4

from files.models import Consent, Picture
from pages.models import Home, PlainPage
from tests.factories import add, item

FRENCH_PROSE = (
    "<p>M. Ba et Mme Diallo ont ouvert l’atelier à 9 h 30. La Dr. A. Ndiaye a présenté le puits, "
    "creusé en 2019 pour 12 500 € (env. 8,2 millions de F CFA). Cf. p. 12 du rapport.</p>"
    "<p>Le Fonds d’aide aux initiatives locales (FAIL) finance des projets, c.-à-d. des puits, des "
    "écoles, etc. Le FAIL a été créé au XXe siècle. Louis XIV n’y est pour rien !</p>"
    "<ul><li>Trois ONG et l’ONU étaient là ;</li><li>les femmes de Kaya, « celles du puits », ont "
    "parlé les premières.</li></ul>"
)
FRENCH_LINKS = (
    '<p>Lisez <a href="https://example.org/guide">le guide du puits</a>, ou '
    '<a linktype="page" id="1">le compte rendu de Dakar</a>. C’est ici que tout commence… et là '
    "aussi. ATTENTION TRAVAUX : la route est coupée.</p>"
)
ENGLISH_PROSE = (
    "<p>Mr. Ba and Mrs. Diallo opened the workshop at 9 a.m. in St. Louis. Dr. A. Ndiaye showed "
    "the well, dug in 2019 for approx. 12,500 euros, i.e. a lot. See p. 12 and fig. 3.</p>"
    "<p>The Local Initiatives Fund (LIFU) pays for wells, schools, etc. In 2020, the LIFU helped "
    "three NGOs. King Louis XIV had no part in it! Was that wise? Yes, vs. doing nothing.</p>"
    "<ul><li>The UN was there;</li><li>the women of Kaya, “those of the well”, spoke first.</li>"
    "</ul>"
)
ENGLISH_LINKS = (
    '<p>Read <a href="https://example.org/guide">the guide to the well</a>, or '
    '<a linktype="document" id="1">what was said in Dakar</a>. Here is where it begins… and here '
    "it goes on. ROAD CLOSED AHEAD: mind the gap.</p>"
)
WORDS = {
    "fr": {
        "titles": ("Le puits de Kaya", "Ce qui reste à faire", "Avec qui"),
        "prose": FRENCH_PROSE,
        "links": FRENCH_LINKS,
        "quote": "Avant, nous marchions deux heures chaque matin avec les seaux sur la tête et "
        "les enfants au dos, et quand nous arrivions, l’eau était trouble, alors nous attendions "
        "encore, et les enfants manquaient l’école, et nous manquions le marché.",
        "alt": "Douze femmes autour d’un puits",
        "summary": "Un puits, douze femmes, une caisse commune. Voici comment elles ont fait.",
    },
    "en": {
        "titles": ("The well of Kaya", "What is left to do", "With whom"),
        "prose": ENGLISH_PROSE,
        "links": ENGLISH_LINKS,
        "quote": "Before, we walked for two hours each morning with buckets on our heads and "
        "children on our backs, and when we came there the water was muddy, so we waited again, "
        "and the children missed school, and we missed the market.",
        "alt": "Twelve women around a well",
        "summary": "A well, twelve women, one purse. This is how they went about it.",
    },
}


def block(kind: str, value: Any) -> dict[str, Any]:
    """A block as it is stored."""
    return {"type": kind, "value": value, "id": str(uuid4())}


def text(language: str, picture: Picture) -> list[dict[str, Any]]:
    """A text of some parts, with everything that a text can hold."""
    words = WORDS[language]
    first, second, within = words["titles"]
    table = {"data": [["2019", "3"], ["2020", ""]], "cell": [], "first_row_is_table_header": True}
    return [
        block("paragraph", words["prose"]),
        block("heading", first),
        block("subheading", within),
        block("paragraph", words["links"]),
        block("picture", {"picture": picture.pk, "alt": words["alt"], "caption": ""}),
        block("heading", second),
        block("quote", {"text": words["quote"], "author": "A. D."}),
        block("table", table),
        block("film", {"title": first, "link": "https://example.org/film", "minutes": None}),
        block("notes", [block("item", f"<p>{words['quote']}</p>")]),
    ]


def points(language: str) -> list[dict[str, Any]]:
    """Three key points."""
    return [block("point", f"<p>{title}.</p>") for title in WORDS[language]["titles"]]


def good_picture(**fields: Any) -> Picture:
    """A picture of which all is said; its file is nobody's concern here."""
    values = {
        "title": "Puits",
        "file": "original_images/well.png",
        "width": 720,
        "height": 480,
        "credit": "Awa Diallo",
        "consent": Consent.AGREED,
    }
    return Picture.objects.bulk_create([Picture(**{**values, **fields})])[0]


def clean_pages(home: Home) -> list[Any]:
    """The ten pages of a language.

    Args:
        home: of that language.
    """
    language = home.locale.language_code
    words, picture = WORDS[language], good_picture()
    common = {
        "summary": words["summary"],
        "picture": picture,
        "picture_alt": words["alt"],
    }
    body = text(language, picture)
    moment = block("moment", {"date": "2019-05-01", "text": words["summary"]})
    claims = [block("claim", words["titles"][0])]
    write_up = {"write_up": body, "key_points": points(language), "decisions": points(language)}
    within = [block("subheading", words["titles"][0]), block("paragraph", words["prose"])]
    pages = [
        item("article", home, "Article", body=body, claims=claims, **common),
        item("project", home, "Projet", body=body, results=within, **common),
        item("workshop", home, "Atelier", announcement=body, **common),
        item("seminar", home, "Rencontre", announcement=body, **write_up, **common),
        item("network", home, "Réseau", body=body, **common),
        item("resource", home, "Guide", body=body, **common),
        item("action_sheet", home, "Fiche", synthesis=within, history=[moment], **common),
        item("experience_sheet", home, "Récit", body=body, worked=within, failed=within, **common),
        add(home, PlainPage, "Mentions", body=body, summary=words["summary"]),
    ]
    home.lead = words["summary"]
    return [*pages, home]
