"""Add a page that holds far too much to a demonstration: `python -m tests.browser.overfull`.

Run with the environment of that demonstration; prints the path of the page.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TITLE = (
    "Comment une fédération de soixante petites associations de solidarité, dispersées entre dix "
    "pays et deux rives, tient ensemble sans jamais se ressembler tout à fait"
)
MOST_THEMES = 40


def add_overfull_page() -> str:
    """Publish an article with a title of 160 characters and 40 themes."""
    from pages.addresses import page_address
    from pages.models import Article
    from tests.factories import add, paragraph
    from thesaurus.models import Concept

    first = Article.objects.filter(locale__language_code="fr")[0]
    parent = first.get_parent()
    page = add(
        parent,
        Article,
        TITLE[:160],
        slug="overfull",
        summary=TITLE,
        author="Association des amis de la fédération des associations de solidarité",
        themes=list(Concept.objects.values_list("code", flat=True)[:MOST_THEMES]),
        territories=["FR", "SN", "BF", "BJ", "TG", "CM", "MG", "HT", "MA"],
        body=paragraph("Un mot interminable : " + "anticonstitutionnellement" * 6 + "."),
    )
    return page_address(page.url_path, "fr")


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    import django

    django.setup()
    print(add_overfull_page())
