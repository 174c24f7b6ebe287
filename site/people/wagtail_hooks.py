"""Organisations, changes that their own people propose, and accounts in the editing screens."""

from typing import Any

from django.forms import RadioSelect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.widgets import Button
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from access.decisions import may
from people.actions.correct_organization import answer
from people.admin import AssignSiteRole, EraseSeveral, SuspendSeveral
from people.forms.organization import OrganizationRecordForm, check_free
from people.identifiers import IDENTIFIERS
from people.models import Organization, OrganizationProposal
from people.permissions import ProposalPolicy
from people.views.duplicates import show_duplicates, show_pair


class OrganizationIndexView(IndexView):
    """The list of organisations, with buttons that rooms above hand in."""

    @property
    def header_more_buttons(self) -> list[Button]:
        """Those of every list, and those of `register_organization_buttons`."""
        found: list[Button] = super().header_more_buttons
        for hook in hooks.get_hooks("register_organization_buttons"):
            found += hook(self.request.user)
        return found


class OrganizationViewSet(SnippetViewSet):
    """Add, correct and look up organisations."""

    model = Organization
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["name", "kind", "city", "territory"]
    list_filter = ["kind", "size"]
    search_fields = ["name", "city"]
    search_backend_name = None
    index_view_class = OrganizationIndexView
    edit_handler = ObjectList(Organization.panels, base_form_class=OrganizationRecordForm)


class ProposalForm(WagtailAdminModelForm):
    """Accept or refuse, once."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("state")
        if field is not None:
            state = OrganizationProposal.State
            answers = (state.ACCEPTED, state.REFUSED)
            field.choices = [(answer.value, answer.label) for answer in answers]
            field.disabled = self.instance.state != state.PENDING

    def clean_state(self) -> str:
        """The answer.

        Raises:
            ValidationError: another organisation came to have the number meanwhile.
        """
        state: str = self.cleaned_data["state"]
        proposal: OrganizationProposal = self.instance
        if state == proposal.State.ACCEPTED and proposal.field in IDENTIFIERS:
            check_free(proposal.organization, proposal.field, proposal.after)
        return state


class AnswerView(EditView):
    """Saving the form answers the proposal."""

    def save_instance(self) -> OrganizationProposal:
        """Change the record if it is accepted; note who answered."""
        proposal: OrganizationProposal = self.form.instance
        answer(proposal, proposal.state == proposal.State.ACCEPTED, self.request.user)
        return proposal


class ProposalViewSet(SnippetViewSet):
    """Changes of names and identifiers that wait for an editor."""

    model = OrganizationProposal
    icon = "edit"
    menu_label = _("Proposed changes of organisations")
    menu_order = 211
    add_to_admin_menu = True
    list_display = ["organization", "field", "before", "after", "state", "created_at"]
    list_filter = ["state", "field"]
    edit_view_class = AnswerView
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("organization", read_only=True),
            FieldPanel("field", read_only=True),
            FieldPanel("before", read_only=True),
            FieldPanel("after", read_only=True),
            FieldPanel("by", read_only=True),
            FieldPanel("state", widget=RadioSelect, heading=_("Your answer")),
        ],
        base_form_class=ProposalForm,
    )


register_snippet(OrganizationViewSet)
register_permission_policy(
    OrganizationProposal, ProposalPolicy(OrganizationProposal, auth_model=Organization)
)
register_snippet(ProposalViewSet)


@hooks.register("register_admin_urls")
def duplicates_addresses() -> list[URLPattern]:
    """The addresses of likely duplicates."""
    return [
        path("directory/duplicates/", show_duplicates, name="duplicates"),
        path("directory/duplicates/<int:first>/<int:second>/", show_pair, name="duplicate"),
    ]


@hooks.register("register_organization_buttons")
def duplicates_button(person: Any) -> list[Button]:
    """What stands above the list of organisations, for administrators."""
    if not may(person, "administer", None):
        return []
    return [Button(_("Likely duplicates"), reverse("duplicates"), icon_name="copy", priority=20)]


@hooks.register("register_organization_buttons")
def help_button(person: Any) -> list[Button]:
    """How to look after the directory."""
    address = reverse("handbook_chapter", args=["organisations"])
    return [Button(_("Help"), address, icon_name="help", priority=90)]


@hooks.register("register_account_menu_item")
def account_on_the_site(request: Any) -> dict[str, Any]:
    """How to sign in is set on the site's own pages, by one door for everybody."""
    return {
        "url": reverse("account"),
        "label": _("How you sign in"),
        "help_text": _("Password, e-mail addresses, second factor, your data."),
    }


@hooks.register("register_log_actions")
def name_actions(actions: Any) -> None:
    """What histories call what is done to accounts."""
    actions.register_action("people.suspend", _("Suspend"), _("Suspended"))
    actions.register_action("people.restore", _("Restore"), _("Let in again"))


# After Wagtail's own of the same names, which they replace.
for action in (AssignSiteRole, EraseSeveral, SuspendSeveral):
    hooks.register("register_bulk_action", action, order=1)
