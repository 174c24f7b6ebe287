"""Sign somebody out everywhere, at once."""

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest

from people.models import Person


def end_sessions(person: Person, but: str | None = None) -> None:
    """End all sessions of a person, those that no list knows included.

    Args:
        person: whose sessions; her row in memory is brought up to date.
        but: the key of the one that goes on, once it is told of the new epoch.
    """
    # What a session must know changes, so none that is left somewhere is worth anything.
    Person.objects.filter(pk=person.pk).update(session_epoch=F("session_epoch") + 1)
    person.refresh_from_db(fields=["session_epoch"])
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    sessions = UserSession.objects.filter(user=person)
    for key in sessions.exclude(session_key=but).values_list("session_key", flat=True):
        store.delete(key)
    sessions.delete()


def end_other_sessions(request: HttpRequest, person: Person) -> None:
    """Sign somebody out everywhere but where she is now, as what lets her in has changed.

    Args:
        request: of hers, or of somebody who opened a link of hers without being signed in.
        person: whose sessions.
    """
    if request.user != person:
        end_sessions(person)
        return
    end_sessions(person, but=request.session.session_key)
    update_session_auth_hash(request, person)
    UserSession.objects.create_from_request(request)
