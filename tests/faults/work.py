"""What commands and the worker of tasks are given to do before they are killed over it."""

import datetime
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import uuid4

from django.utils import timezone

if TYPE_CHECKING:
    from tests.faults.run import Run

A_MINUTE = datetime.timedelta(minutes=1)
PAGES = 3


class Work(ABC):
    """Something that waits.

    Attributes:
        name: in the table.
    """

    name: ClassVar[str]

    @abstractmethod
    def write(self, run: "Run") -> None:
        """Have it wait."""

    @abstractmethod
    def left(self) -> int:
        """How much waits still."""


class Digests(Work):
    """The letters of a day to translators: what is new in it is asked when they are sent."""

    name = "digests"

    def waiting(self) -> Any:
        """Those that are not sent."""
        from people.models import Letter

        return Letter.objects.waiting().filter(kind="to_translate_daily")

    def write(self, run: "Run") -> None:
        from people.letters.translators import next_day
        from people.post.write import write

        facts, later = {"day": next_day().isoformat()}, timezone.now() + A_MINUTE
        write("to_translate_daily", run.world.translators, facts, uuid4().hex, send_after=later)
        self.waiting().update(send_after=timezone.now() - A_MINUTE)

    def left(self) -> int:
        return int(self.waiting().count())


class Plans(Work):
    """Pages whose planned hour has come."""

    name = "planned pages"

    def write(self, run: "Run") -> None:
        from pages.models import Article

        for _page in range(PAGES):
            page = Article(
                title=f"Prévue {uuid4().hex}", summary="Deux phrases.", live=False,
                go_live_at=timezone.now() - A_MINUTE,
            )  # fmt: skip
            type(run.world.section).objects.get(pk=run.world.section.pk).add_child(instance=page)
            page.save_revision(approved_go_live_at=page.go_live_at)

    def left(self) -> int:
        from wagtail.models import Revision

        return Revision.objects.filter(approved_go_live_at__lt=timezone.now()).count()


DIGESTS = Digests()
PLANS = Plans()
