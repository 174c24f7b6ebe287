"""What follows from a new account, a changed address, role or second factor."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.providers.base import AuthProcess
from django.http import HttpRequest
from wagtail.users.models import UserProfile

from people.actions.end_sessions import end_other_sessions, end_sessions
from people.models import Person, Profile, SiteRole
from people.second_factor import ask_again


def choose_admin_language(instance: Person, created: bool, **signal: Any) -> None:
    """Show the editing screens in the person's language until she chooses another there."""
    if created:
        UserProfile.objects.get_or_create(
            user=instance, defaults={"preferred_language": instance.language}
        )


def keep_address(instance: Person, update_fields: Any = None, **signal: Any) -> None:
    """Let the list of addresses say what the account says, whoever wrote it.

    An address that an administrator or a command gives counts as confirmed: she vouches for
    it. Who signs up by herself confirms hers with a code; `accounts` marks such an account.
    """
    is_hers_to_confirm = getattr(instance, "confirms_address", False)
    is_untouched = update_fields is not None and "email" not in update_fields
    if is_hers_to_confirm or is_untouched or instance.erased_at or not instance.email:
        return
    addresses = EmailAddress.objects.filter(user=instance)
    primary = addresses.filter(primary=True).first()
    if primary and primary.email == instance.email.lower():
        return
    if primary:
        primary.delete()
        end_sessions(instance)
    EmailAddress.objects.update_or_create(
        user=instance, email=instance.email.lower(), defaults={"primary": True, "verified": True}
    )


def throw_photo_away(instance: Profile, **signal: Any) -> None:
    """A profile is gone: so is its photo."""
    instance.throw_photo_away()


def end_others(request: HttpRequest, user: Person, **signal: Any) -> None:
    """What lets her in has changed: whoever came in before, elsewhere, must come in again."""
    end_other_sessions(request, user)


def end_others_at_link(
    request: HttpRequest,
    sociallogin: Any = None,
    socialaccount: Any = None,
    **signal: Any,
) -> None:
    """The same where she links or unlinks an account elsewhere.

    Not where she came in by it, with an address that she has confirmed here.
    """
    if sociallogin is None or sociallogin.state.get("process") == AuthProcess.CONNECT:
        end_other_sessions(request, (sociallogin or socialaccount).user)


def notice_factor(instance: Authenticator, **signal: Any) -> None:
    """Look again at whether her second factor is in order."""
    ask_again([instance.user_id])


def notice_groups(
    instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **signal: Any
) -> None:
    """Look again at people whose groups have changed, from whichever side."""
    if action in ("post_add", "post_remove"):
        ask_again((pk_set or set()) if reverse else [instance.pk])
    elif action == "pre_clear":
        ask_again(
            list(instance.user_set.values_list("pk", flat=True)) if reverse else [instance.pk]
        )


def notice_role(instance: SiteRole, **signal: Any) -> None:
    """Look again at everybody in a group whose code has changed."""
    ask_again(list(instance.group.user_set.values_list("pk", flat=True)))
