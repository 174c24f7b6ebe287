"""Addresses of accounts and of the directory of people, below the language."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.webauthn import views as passkey
from csp.constants import SELF
from csp.decorators import csp_update
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.cache import never_cache
from wagtail.utils.urlpatterns import decorate_urlpatterns

from people.views.account import edit_name, edit_translating, show_account
from people.views.data import download_data, erase_data, show_data
from people.views.directory import show_directory, show_person
from people.views.newcomer import make_account
from people.views.photo import show_photo
from people.views.profile import edit_profile
from people.views.provider import begin, come_back, show_link
from people.views.sign_out import sign_out
from people.views.translators import show_translators


def scripted(view: Any) -> Any:
    """Let the scripts of passkeys run on a page: our own files, and no others anywhere else."""
    return csp_update({"script-src": [SELF]})(view)


account_patterns: list[URLPattern | URLResolver] = [
    path("", show_account, name="account"),
    path("name/", edit_name, name="account_name"),
    path("profile/", edit_profile, name="account_profile"),
    path("translating/", edit_translating, name="account_translating"),
    path("data/", show_data, name="account_data"),
    path("data/download/", download_data, name="account_data_download"),
    path("data/erase/", erase_data, name="account_data_erase"),
    path("logout/", sign_out, name="account_logout"),
    path("login/", scripted(account.login), name="account_login"),
    path("2fa/authenticate/", scripted(factor.authenticate), name="mfa_authenticate"),
    path("2fa/webauthn/add/", scripted(passkey.add_webauthn), name="mfa_add_webauthn"),
    path(
        "2fa/webauthn/reauthenticate/",
        scripted(passkey.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("provider/", show_link, name="account_provider"),
    path("provider/login/", begin, name="account_provider_login"),
    # The name under which allauth looks for it.
    path("provider/signup/", make_account, name="socialaccount_signup"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]

# Below no language: a provider leads back to one address only, which it was told beforehand.
root_patterns: list[URLPattern | URLResolver] = [
    path("account/provider/callback/", never_cache(come_back), name="account_provider_callback"),
]

language_patterns: list[URLPattern | URLResolver] = [
    path("account/", include(decorate_urlpatterns(account_patterns, never_cache))),
    path("translators/", never_cache(show_translators), name="translators"),
    path("people/", never_cache(show_directory), name="people"),
    path("people/<uuid:key>/", never_cache(show_person), name="person"),
    path("people/<uuid:key>/photo.jpg", show_photo, name="person_photo"),
]
