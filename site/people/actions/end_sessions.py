"""Sign somebody out everywhere, at once."""

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import F

from people.models import Person


def end_sessions(person: Person) -> None:
    """End all sessions of a person, those that no list knows included.

    Args:
        person: whose sessions; her row in memory is brought up to date.
    """
    # What a session must know changes, so none that is left somewhere is worth anything.
    Person.objects.filter(pk=person.pk).update(session_epoch=F("session_epoch") + 1)
    person.refresh_from_db(fields=["session_epoch"])
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    sessions = UserSession.objects.filter(user=person)
    for key in sessions.values_list("session_key", flat=True):
        store.delete(key)
    sessions.delete()
