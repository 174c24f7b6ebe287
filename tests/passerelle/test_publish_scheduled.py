"""What a timer publishes and takes back: each page whole, once, whatever becomes of the others."""

import datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from pages.models import Article
from passerelle.management.commands import publish_scheduled
from tests.factories import add

HOUR = datetime.timedelta(hours=1)


def planned(home: Any, title: str, at: datetime.datetime) -> Article:
    """A page that is to be published then."""
    page: Article = add(home, Article, title)
    Article.objects.filter(pk=page.pk).update(live=False)
    page.go_live_at = at
    page.save_revision(approved_go_live_at=at)
    return page


def is_live(page: Article) -> bool:
    """Whether readers see it."""
    return Article.objects.get(pk=page.pk).live


def test_a_page_is_published_once_when_its_hour_has_come(homes: Any) -> None:
    now = timezone.now()
    due, later = planned(homes[0], "Due", now - HOUR), planned(homes[0], "Later", now + HOUR)
    for _time in range(2):
        call_command("publish_scheduled", verbosity=0)
    assert (is_live(due), is_live(later)) == (True, False)
    published = PageLogEntry.objects.filter(action="wagtail.publish.scheduled")
    assert [entry.page_id for entry in published] == [due.pk]


def test_a_page_whose_time_is_over_is_taken_back(homes: Any) -> None:
    page = add(homes[0], Article, "Over", expire_at=timezone.now() - HOUR)
    call_command("publish_scheduled", verbosity=0)
    assert not is_live(page)
    assert Article.objects.get(pk=page.pk).expired


def test_one_that_breaks_off_leaves_nothing_and_does_not_hold_up_the_others(
    homes: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    broken, whole = (planned(homes[0], title, now - HOUR) for title in ("Broken", "Whole"))
    publish = publish_scheduled.publish

    def break_off(version: Revision) -> None:
        publish(version)
        if version.object_id == str(broken.pk):
            raise RuntimeError("it dies here")

    monkeypatch.setattr(publish_scheduled, "publish", break_off)
    with pytest.raises(CommandError):
        call_command("publish_scheduled", verbosity=0)
    assert (is_live(broken), is_live(whole)) == (False, True)
    monkeypatch.undo()
    call_command("publish_scheduled", verbosity=0)
    assert is_live(broken)
