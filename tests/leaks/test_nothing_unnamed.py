"""Whatever answers somebody is named by a surface of the matrix, or by a reason."""

import pytest
from django.urls import path

from passerelle import urls
from passerelle.audit.named import REASONS, everything, exempt, named, unnamed


def test_every_route_letter_command_and_field_is_named() -> None:
    assert unnamed() == []


def test_no_reason_and_no_surface_names_what_is_not_there() -> None:
    found = everything()
    gone = [
        name
        for name in REASONS
        if not any(one == name or (name[-1] in "/_" and one.startswith(name)) for one in found)
    ]
    assert gone == []
    elsewhere = ("admin:",)
    assert sorted(name for name in named() - found if not name.startswith(elsewhere)) == []


@pytest.mark.parametrize("address", ["new-room/", "fr/new-room/<int:key>/"])
def test_a_route_that_nobody_names_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    added = path(address, lambda request: None, name="of_a_new_room")
    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, added])
    from django.urls import clear_url_caches

    clear_url_caches()
    try:
        assert unnamed() == ["route:of_a_new_room"]
    finally:
        monkeypatch.undo()
        clear_url_caches()


def test_a_screen_of_wagtail_is_named_by_its_scan() -> None:
    assert "test_admin_scan" in exempt("route:admin/pages/<int:page_id>/edit/")
