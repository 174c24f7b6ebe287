"""Letters about coming into a space: invitations, requests to join and their answers."""

from typing import Any, cast

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from access.decisions import Decision, may
from access.models import LanguageRole, Space
from access.roles import MANAGER, ROLES
from people.actions.answer_request import request_answered
from people.actions.invite import invitation_written
from people.actions.join import request_made
from people.letters.space import enter_action
from people.letters.translations import named
from people.models import Invitation, JoinRequest, Letter, Person
from people.models.invitation import digest_of
from people.post.kinds import Kind, register
from people.post.write import write
from people.site_name import site_name
from people.views.requests import address_of_request


class Invited(Kind):
    """To an address that managers invite. Facts: `invitation`, `token`."""

    code = "invitation"

    def invitation(self, letter: Letter) -> Invitation:
        """The invitation that the token opens: none, once it was sent again with another.

        Raises:
            Invitation.DoesNotExist: it is gone, or has another token by now.
        """
        found: Invitation = Invitation.objects.select_related("space", "invited_by").get(
            pk=letter.facts["invitation"], digest=digest_of(letter.facts["token"])
        )
        return found

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """It waits for an answer."""
        return self.invitation(letter).is_waiting

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """Who invites where, in which role; nothing of what is inside."""
        invitation = self.invitation(letter)
        space = cast(Space, invitation.space)
        names = {"space": space.name, "person": str(invitation.invited_by or _("A manager"))}
        role = ROLES[invitation.role]
        return {
            "subject": _("An invitation to a space"),
            "heading": _("%(person)s invites you to “%(space)s”") % names,
            "lines": [
                *filter(None, [space.sentence]),
                _("Your role would be: %(role)s. %(sentence)s")
                % {"role": role.name, "sentence": role.sentence},
                _("The invitation is for this address only, and lasts two weeks."),
            ],
            "quote": invitation.sentence,
            "action": see_invitation(letter),
        }


class InvitedToTranslate(Invited):
    """To an address that is invited to translate. Facts: `invitation`, `token`."""

    code = "invitation_to_translate"

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """Who invites to translate what, into which languages; nothing of what is inside."""
        invitation = self.invitation(letter)
        names = {
            "person": str(invitation.invited_by or _("The team of the site")),
            "site": site_name(),
            "space": invitation.space.name if invitation.space else "",
            "languages": ", ".join(map(named, invitation.languages)),
        }
        if invitation.space:
            heading = _("%(person)s invites you to translate in “%(space)s”") % names
        else:
            heading = _("%(person)s invites you to translate for %(site)s") % names
        if invitation.language_role == LanguageRole.Role.REVIEWER:
            task = _("You would read what others translated into these languages: %(languages)s.")
        else:
            task = _("You would translate into these languages: %(languages)s.")
        return {
            "name": invitation.first_name,
            "subject": _("An invitation to translate"),
            "heading": heading,
            "lines": [
                task % names,
                _("You choose what you translate, and when: a telephone is enough."),
                _("The invitation is for this address only, and lasts two weeks."),
            ],
            "action": see_invitation(letter),
        }


def see_invitation(letter: Letter) -> dict[str, str]:
    """The button that leads to an invitation."""
    address = reverse("invitation", args=[letter.facts["token"]])
    return {"label": _("See the invitation"), "address": settings.BASE_URL + address}


class AboutRequest(Kind):
    """What both letters about a request have in common. Facts: `request`."""

    def request(self, letter: Letter) -> JoinRequest:
        """The request.

        Raises:
            JoinRequest.DoesNotExist: it is gone.
        """
        found: JoinRequest = JoinRequest.objects.select_related("space", "person").get(
            pk=letter.facts["request"]
        )
        return found


class Requested(AboutRequest):
    """To the managers of the space that somebody asks to join."""

    code = "request_made"

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """It waits, and the recipient manages the space."""
        request = self.request(letter)
        return request.is_waiting and may(person, "manage", request.space)

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """Who asks, with her message and her answers."""
        request = self.request(letter)
        names = {"person": request.name, "space": request.space.name}
        return {
            "subject": _("Somebody asks to join a space that you manage"),
            "heading": _("%(person)s asks to join “%(space)s”") % names,
            "lines": [f"{question} {answer}" for question, answer in request.answers],
            "quote": request.message,
            "action": {
                "label": _("Answer the request"),
                "address": settings.BASE_URL + address_of_request(request),
            },
        }


class Answered(AboutRequest):
    """To whoever asked to join."""

    code = "request_answered"

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """If she was let in, she still sees the space; a refusal stands."""
        request = self.request(letter)
        if request.state == JoinRequest.State.ACCEPTED:
            return may(person, "view", request.space)
        return request.state == JoinRequest.State.DECLINED

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """The answer, with the managers' sentence if there is one."""
        request = self.request(letter)
        names = {"space": request.space.name}
        if request.state != JoinRequest.State.ACCEPTED:
            return {
                "subject": _("The answer to your request"),
                "heading": _("You were not let into “%(space)s”") % names,
                "quote": request.reply,
            }
        return {
            "subject": _("The answer to your request"),
            "heading": _("Welcome to “%(space)s”") % names,
            "lines": [str(ROLES[request.role].sentence)],
            "quote": request.reply,
            "action": enter_action(request.space),
        }


def tell_invited(invitation: Invitation, token: str, **signal: Any) -> None:
    """Write to the address; the token is struck from the outbox once the letter is settled."""
    write(
        (InvitedToTranslate if invitation.language_role else Invited).code,
        [invitation.address],
        {"invitation": invitation.pk, "token": token},
        key=f"invitation:{invitation.pk}:{invitation.times_sent}",
        language=invitation.language,
    )


def tell_managers(request: JoinRequest, **signal: Any) -> None:
    """Write to the managers of the space."""
    managers = Person.objects.filter(memberships__space=request.space_id, memberships__role=MANAGER)
    write(Requested.code, managers, {"request": request.pk}, key=f"request:{request.pk}")


def tell_answer(request: JoinRequest, **signal: Any) -> None:
    """Write to whoever asked."""
    write(Answered.code, [request.person], {"request": request.pk}, key=f"request:{request.pk}")


def connect() -> None:
    """Register the kinds, and write them when somebody invites, asks or answers."""
    for kind in (Invited(), InvitedToTranslate(), Requested(), Answered()):
        register(kind)
    invitation_written.connect(tell_invited, dispatch_uid="people.letters.invited")
    request_made.connect(tell_managers, dispatch_uid="people.letters.requested")
    request_answered.connect(tell_answer, dispatch_uid="people.letters.answered")
