"""Addresses below the language about who belongs to spaces and how those work."""

from django.urls import include, path
from django.views.decorators.cache import never_cache
from wagtail.utils.urlpatterns import decorate_urlpatterns

from people.views.entering import enter_as_administrator, show_all_spaces
from people.views.invitation import show_invitation
from people.views.joining import come_in, leave_space
from people.views.organization_record import choose_organization, edit_organization
from people.views.requests import follow_letter, show_request, show_requests
from people.views.space_invitations import show_invitations
from people.views.space_journal import show_journal
from people.views.space_people import export_people, remove_person, show_people
from people.views.space_settings import (
    edit_joining,
    edit_machine_help,
    edit_names,
    edit_parts,
    edit_preset,
    edit_status,
    show_settings,
)
from people.views.translators import show_translators_of_space

below_space = [
    path("people/", show_people, name="space_people"),
    path("people/export/", export_people, name="space_people_export"),
    path("people/invitations/", show_invitations, name="space_invitations"),
    path("people/translators/", show_translators_of_space, name="space_translators"),
    path("people/<int:key>/remove/", remove_person, name="space_remove_person"),
    path("join/", come_in, name="space_ask"),
    path("leave/", leave_space, name="space_leave"),
    path("enter/", enter_as_administrator, name="space_enter"),
    path("requests/", show_requests, name="space_requests"),
    path("requests/<int:key>/", show_request, name="space_request"),
    path("settings/", show_settings, name="space_settings"),
    path("settings/names/", edit_names, name="space_names"),
    path("settings/preset/", edit_preset, name="space_preset"),
    path("settings/newcomers/", edit_joining, name="space_newcomers"),
    path("settings/machine/", edit_machine_help, name="space_machine"),
    path("settings/parts/", edit_parts, name="space_parts"),
    path("settings/state/", edit_status, name="space_status"),
    path("journal/", show_journal, name="space_journal"),
    path("organisation/", choose_organization, name="space_organizations"),
    path("organisation/<slug:organization>/", edit_organization, name="space_organization"),
]

language_patterns = decorate_urlpatterns(
    [
        path("spaces/all/", show_all_spaces, name="all_spaces"),
        path("spaces/<slug:slug>/", include(below_space)),
        path("invitations/<str:token>/", show_invitation, name="invitation"),
        path("requests/<str:signed>/", follow_letter, name="request_by_letter"),
    ],
    never_cache,
)
