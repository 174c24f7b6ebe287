"""What the forms of the editing screens send for a page."""

from typing import Any

from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield


def article_form(**changed: Any) -> dict[str, str]:
    """What the form of an article sends."""
    fields = {
        "title": "Un titre",
        "slug": "un-titre",
        "summary": "Un résumé.",
        "kind": "news",
        "licence": "cc-by-sa",
        "body": streamfield([("paragraph", rich_text("<p>Du texte.</p>"))]),
        "claims": streamfield([]),
        "theme_rows": inline_formset([]),
        "territory_rows": inline_formset([]),
        "comments": inline_formset([]),
    }
    return nested_form_data({**fields, **changed})


def seminar_form(**changed: Any) -> dict[str, str]:
    """What the form of a seminar sends."""
    streams = {
        name: streamfield([]) for name in ("announcement", "key_points", "write_up", "decisions")
    }
    rows = {
        name: inline_formset([])
        for name in ("theme_rows", "territory_rows", "materials", "comments")
    }
    session = {
        "title": "Ouverture",
        "day": "2031-05-12",
        "kind": "plenary",
        "speakers": streamfield(
            [("speaker", {"name": "Awa Diallo", "function": "", "organization": ""})]
        ),
        "ORDER": "1",
    }
    fields = {
        "title": "Un séminaire",
        "slug": "un-seminaire",
        "starts_on": "2031-05-12",
        "time_zone": "Africa/Dakar",
        "licence": "cc-by-sa",
        "sessions": inline_formset([session]),
    }
    return nested_form_data({**streams, **rows, **fields, **changed})


def add_address(model: str, parent: Page) -> str:
    """Where a page of a type is added."""
    return f"/admin/pages/add/pages/{model}/{parent.pk}/"
