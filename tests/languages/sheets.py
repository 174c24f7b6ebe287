"""Read and send sheets in tests, as a browser would."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

JSON = "application/json"


def address_of(page: Page, target: str = "en") -> str:
    """Where a page is translated."""
    return f"/en/translate/{page.pk}/{target}/"


def begun(client: Client, page: Page, target: str = "en") -> dict[str, str]:
    """Begin a translation; gives its form."""
    response = client.post(address_of(page, target), {"act": "begin"})
    assert response.status_code == 302, response.content.decode()[:2000]
    return form_at(client, address_of(page, target))


def form_at(client: Client, address: str) -> dict[str, str]:
    """The form of a sheet, as it would be sent if nobody touched it."""
    response = client.get(address)
    assert response.status_code == 200
    return form_in(response.content.decode())


def form_in(html: str) -> dict[str, str]:
    """The fields of the form in a page, without boxes that are not ticked."""
    form = BeautifulSoup(html, "html.parser").select_one("form[data-draft]")
    assert form is not None
    fields = {}
    for field in form.select("input[name], textarea"):
        if field.get("type") != "checkbox":
            is_text = field.name == "textarea"
            fields[str(field["name"])] = (
                field.get_text().removeprefix("\n") if is_text else str(field.get("value", ""))
            )
    return fields


def names(form: dict[str, str]) -> list[str]:
    """The fields for texts, in the order of the page."""
    return [name for name in form if name.startswith("t-")]


def filled(form: dict[str, str], html: str) -> dict[str, str]:
    """The form with each field filled with its original, `en` before."""
    soup = BeautifulSoup(html, "html.parser")
    texts: dict[str, Any] = {name: soup.find(id=f"o-{name[2:]}").get_text() for name in names(form)}
    return {**form, **{name: f"en {text}" for name, text in texts.items()}}


def all_typed(client: Client, page: Page, target: str = "en") -> dict[str, str]:
    """Begin a translation, and fill in its form."""
    form = begun(client, page, target)
    return filled(form, client.get(address_of(page, target)).content.decode())
