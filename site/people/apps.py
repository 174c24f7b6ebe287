"""The people room: accounts, profiles and organisations."""

from django.apps import AppConfig
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    """Accounts, profiles and organisations."""

    name = "people"
    verbose_name = _("People and organisations")

    def ready(self) -> None:
        """Let follow what follows from accounts, and hand in what this room shares."""
        from people import (
            agreements,
            belonging,
            contact_data,
            entries,
            error_data,
            finding,
            histories,
            letters,
            recovery,
            term_data,
        )

        self.connect_signals()
        self.register_parts()
        letters.connect()
        agreements.connect()
        belonging.connect()
        contact_data.connect()
        error_data.connect()
        term_data.connect()
        finding.connect()
        recovery.connect()
        entries.connect()
        histories.connect()
        self.register_tabs()

    def connect_signals(self) -> None:
        """What follows from new accounts, addresses, roles and second factors."""
        from allauth.account import signals as account
        from allauth.account.signals import user_logged_in, user_signed_up
        from allauth.mfa import signals as factors
        from allauth.mfa.models import Authenticator
        from allauth.socialaccount.signals import social_account_added, social_account_removed
        from django.contrib.auth import signals as auth

        from access.generation import raise_when_changed
        from people import signals
        from people.devices import remember_device
        from people.idle import note_entrance
        from people.models import OurSite, OurWords, Person, Profile, SiteRole
        from people.newcomers import receive_newcomer
        from people.openid.links import link_after_sign_in

        post_save.connect(
            signals.choose_admin_language, sender=Person, dispatch_uid="people.language"
        )
        post_save.connect(signals.keep_address, sender=Person, dispatch_uid="people.address")
        m2m_changed.connect(
            signals.notice_groups, sender=Person.groups.through, dispatch_uid="people.groups"
        )
        raise_when_changed(OurSite, OurWords)
        user_logged_in.connect(remember_device, dispatch_uid="people.device")
        auth.user_logged_in.connect(note_entrance, dispatch_uid="people.idle")
        user_signed_up.connect(receive_newcomer, dispatch_uid="people.newcomer")
        user_logged_in.connect(link_after_sign_in, dispatch_uid="people.link")
        post_delete.connect(signals.throw_photo_away, sender=Profile, dispatch_uid="people.photo")
        for changed in (
            account.password_changed,
            account.password_set,
            account.password_reset,
            account.email_changed,
            factors.authenticator_added,
            factors.authenticator_removed,
            factors.authenticator_reset,
        ):
            changed.connect(signals.end_others, dispatch_uid="people.ways_in")
        for changed in (social_account_added, social_account_removed):
            changed.connect(signals.end_others_at_link, dispatch_uid="people.links")
        for signal in (post_save, post_delete):
            signal.connect(
                signals.notice_factor, sender=Authenticator, dispatch_uid="people.factor"
            )
            signal.connect(signals.notice_role, sender=SiteRole, dispatch_uid="people.role")

    def register_parts(self) -> None:
        """Roles, own data and erasing."""
        from people import account_data
        from people.actions.erase import ACCOUNT, erase_account
        from people.erasure import (
            Eraser,
            administrators_stay,
            register_eraser,
            register_objection,
        )
        from people.own_data import register_provider
        from people.roles import site_roles_held
        from people.second_factor import register_roles

        register_roles(site_roles_held)
        register_objection(administrators_stay)
        register_eraser(
            Eraser(
                ACCOUNT,
                _("Your name, e-mail addresses, password, second factors, sessions and profile."),
                _("What you wrote and published, under the words “former member”."),
                erase_account,
            )
        )
        register_provider("account", _("Your account"), account_data.account_rows)
        register_provider("addresses", _("E-mail addresses"), account_data.address_rows)
        register_provider("links", _("Links to other accounts"), account_data.link_rows)
        register_provider("second_factors", _("Second factors"), account_data.factor_rows)
        register_provider("sessions", _("Where you are signed in"), account_data.session_rows)
        register_provider("translator", _("Translating"), account_data.translator_rows)
        register_provider(
            "profile", _("Your profile"), account_data.profile_rows, account_data.profile_files
        )

    def register_tabs(self) -> None:
        """The people of a space, and what its managers have."""
        from access.entrance import TabKind, register_tab

        register_tab(TabKind("people", _("People"), "space_people", "see_people", 60))
        register_tab(TabKind("requests", _("Requests"), "space_requests", "manage", 80))
        register_tab(TabKind("settings", _("Settings"), "space_settings", "manage", 90))


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's screens of accounts and groups, without the groups that the program keeps."""

    user_viewset = "people.admin.PersonViewSet"
    group_viewset = "people.admin.RoleViewSet"
