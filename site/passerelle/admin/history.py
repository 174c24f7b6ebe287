"""The history of a page: the names of its versions, and links that narrow it.

Wagtail's filters need a script, and its history knows no names. This can go when it has both.
"""

from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.history import ActionColumn
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.models import PageLogEntry

from access.decisions import may

PUBLISHED = Q(action="wagtail.publish")
OF_A_VERSION = PUBLISHED | Q(content_changed=True, revision__isnull=False)

LED_TO = (
    "edit",
    "revisions_view",
    "revisions_revert",
    "revisions_compare",
    "revisions_unschedule",
)
"""The screens that the menu of a line leads to, as Wagtail calls them."""

WAYS: tuple[tuple[str, str | Promise], ...] = (
    ("", gettext_lazy("All changes")),
    ("mine", gettext_lazy("Only mine")),
    ("published", gettext_lazy("Only published")),
    ("named", gettext_lazy("Only named")),
)
"""How the history is narrowed: what the address says, and the words of the link."""


class VersionColumn(ActionColumn):
    """Wagtail's column, with the name of the version and plain links to it."""

    cell_template_name = "passerelle/version_cell.html"

    def __init__(self, *args: Any, may_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_name = may_name

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Also the name, whether there is a version to open, and whether it can be named."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        is_published = instance.action == "wagtail.publish"
        has_version = bool(instance.revision and (instance.content_changed or is_published))
        return {
            **context,
            "name": getattr(instance.revision, "named_version", None),
            "has_version": has_version and self.may_name,
            "is_newest": instance.revision_id == self.object.latest_revision_id,
            "page": self.object,
        }


class VersionsView(PageHistoryView):
    """Wagtail's screen, narrowed by links."""

    results_template_name = "passerelle/history_results.html"

    @cached_property
    def only(self) -> str:
        """How the history is narrowed; empty where it is not."""
        wanted = self.request.GET.get("only", "")
        return wanted if wanted in dict(WAYS) else ""

    @cached_property
    def columns(self) -> list[Column]:
        """Ours in the place of the first one, which says what was done."""
        _first, *others = PageHistoryView.columns.func(self)
        column = VersionColumn(
            "message",
            label=_("Action"),
            object=self.object,
            url_names={name: getattr(self, f"{name}_url_name") for name in LED_TO},
            user_can_unschedule=self.user_can_unschedule(),
            may_name=bool(may(self.request.user, "edit", self.object)),
        )
        return [column, *others]

    def get_base_queryset(self) -> QuerySet[PageLogEntry]:
        """What was done, with names; a version that has one stands there once."""
        entries = super().get_base_queryset()
        if self.only == "mine":
            return entries.filter(user=self.request.user)
        if self.only == "published":
            return entries.filter(PUBLISHED)
        if self.only == "named":
            named = PageLogEntry.objects.filter(OF_A_VERSION, page=self.object)
            named = named.filter(revision__named_version__isnull=False).order_by()
            last = named.values("revision").annotate(last=Max("pk")).values("last")
            return entries.filter(pk__in=last)
        return entries

    def _annotate_queryset(self, queryset: QuerySet[PageLogEntry]) -> QuerySet[PageLogEntry]:
        """With the names of the versions."""
        entries: QuerySet[PageLogEntry] = super()._annotate_queryset(queryset)
        return entries.select_related("revision__named_version")

    @cached_property
    def no_results_message(self) -> str:
        """What to do where nothing has a name yet."""
        if self.only == "named":
            return _("No version has a name yet. In the list of all changes, give one its name.")
        message: str = PageHistoryView.no_results_message.func(self)
        return message

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Also the links, and which one is followed."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return {**context, "ways": WAYS, "only": self.only}
