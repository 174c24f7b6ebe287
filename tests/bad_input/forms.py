"""Forms as a browser reads them from a page, and what comes back when one is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin

from bs4 import BeautifulSoup
from django.test import Client

UNTYPED = {"hidden", "submit", "button", "image", "file", "checkbox", "radio", "reset"}
"""Fields that nobody writes in."""


@dataclass(frozen=True)
class Form:
    """A form of a page.

    Attributes:
        address: where it is sent.
        fields: what it holds when nothing was typed, by name.
        typed: the names of the fields that people write in.
    """

    address: str
    fields: Mapping[str, list[str]]
    typed: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.address} {', '.join(self.fields)}"


def forms_of(client: Client, address: str) -> list[Form]:
    """The forms of a page that are sent by POST."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    page = BeautifulSoup(answer.content, "html.parser")
    return [
        Form(urljoin(address, form.get("action") or ""), fields_of(form), typed_in(form))
        for form in page.find_all("form", method=lambda way: way and way.lower() == "post")
    ]


def fields_of(form: Any) -> dict[str, list[str]]:
    """What a browser would send of a form in which nothing was typed; buttons are not pressed."""
    found: dict[str, list[str]] = {}
    for field in form.find_all(["input", "textarea", "select", "button"]):
        name = field.get("name")
        if not name or field.has_attr("disabled"):
            continue
        found.setdefault(name, []).extend(values_of(field))
    return found


def values_of(field: Any) -> list[str]:
    """The values of one field."""
    if field.name == "textarea":
        return [field.text.removeprefix("\n")]
    if field.name == "select":
        chosen = [option for option in field.find_all("option") if option.has_attr("selected")]
        return [option.get("value", option.text) for option in chosen]
    kind = "button" if field.name == "button" else field.get("type", "text")
    if kind in ("checkbox", "radio"):
        return [field.get("value", "on")] if field.has_attr("checked") else []
    return [] if kind in ("submit", "file", "image", "button") else [field.get("value", "")]


def typed_in(form: Any) -> tuple[str, ...]:
    """The names of the fields of a form that people write in."""
    return tuple(
        field["name"]
        for field in form.find_all(["input", "textarea"])
        if field.get("name") and field.get("type", "text") not in UNTYPED
    )


def encoded(fields: Mapping[str, Any]) -> bytes:
    """The body of a form; half signs, which no browser sends, are sent as they are."""
    pairs = [
        (name, value)
        for name, values in fields.items()
        for value in ([values] if isinstance(values, str) else values)
    ]
    return "&".join(
        f"{quote(name, '', errors='surrogatepass')}={quote(value, '', errors='surrogatepass')}"
        for name, value in pairs
    ).encode()


def send(client: Client, form: Form, /, **changed: Any) -> Any:
    """The answer to a form in which something was typed."""
    return client.post(
        form.address,
        encoded({**form.fields, **changed}),
        content_type="application/x-www-form-urlencoded",
    )


def shown_again(answer: Any) -> set[str]:
    """All that stands in the fields of a page."""
    page = BeautifulSoup(answer.content, "html.parser")
    return {value for field in page.find_all(["input", "textarea"]) for value in values_of(field)}
