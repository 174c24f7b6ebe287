"""No form and no screen overwrites in silence, of ours or of Wagtail’s."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.forms import BaseForm
from django.urls import get_resolver
from django.utils.module_loading import import_string
from wagtail.admin.views.generic import EditView

from passerelle.admin.records import OverNothingNewer
from tests.passerelle.test_overwriting import CASES, NOTHING_THERE, ROOMS


def all_forms(form: type[BaseForm]) -> Iterator[type[BaseForm]]:
    """The forms of our rooms."""
    for below in form.__subclasses__():
        yield from all_forms(below)
        if below.__module__.partition(".")[0] in ROOMS and "." not in below.__qualname__:
            yield below


def test_each_form_of_ours_is_saved_over_nothing_newer_or_has_nothing_to_write_over() -> None:
    get_resolver().url_patterns  # noqa: B018  # reads all that views import
    for name in (*settings.ACCOUNT_FORMS.values(), *settings.MFA_FORMS.values()):
        import_string(name)
    tried = {case.form for case in CASES} | {"VersionedForm", "OneChoiceForm"}
    left = {
        f"{form.__module__}.{form.__name__}"
        for form in all_forms(BaseForm)
        if form.__name__ not in tried
    }
    assert {name for name in left if not name.startswith(tuple(NOTHING_THERE))} == set()
    gone = [start for start in NOTHING_THERE if not any(name.startswith(start) for name in left)]
    assert gone == []


def screens(patterns: Any) -> Iterator[tuple[str, Any]]:
    """The classes of views, with their addresses."""
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from screens(one.url_patterns)
        elif view := getattr(one.callback, "view_class", None):
            yield str(one.pattern), view


def test_each_screen_of_wagtail_that_changes_a_record_is_ours() -> None:
    found = [
        (address, view)
        for address, view in screens(get_resolver().url_patterns)
        if issubclass(view, EditView)
    ]
    assert len(found) > 15
    assert [address for address, view in found if not issubclass(view, OverNothingNewer)] == []
    assert [view for _address, view in found if view.__mro__.count(OverNothingNewer) != 1] == []
