"""Notice what is taken away, whoever does it and by whatever screen, and write it down.

Only what is gone for good or seen by fewer is written: what was given or added since a backup is
lost with the restore, and people do it again.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils.crypto import salted_hmac
from wagtail.models import Page
from wagtail.signals import page_unpublished, post_page_move

from access.models import (
    PUBLIC,
    AudienceRoot,
    CollectionAudience,
    CollectionRoot,
    LanguageRole,
    Membership,
    PageAudience,
    Space,
)
from discussions.models import Attachment, Message, Thread
from files.models import Picture, SiteDocument
from files.moving import audience_changed
from languages.models import CreditName
from passerelle.removals.journal import note
from people.models import ContactMessage, Organization, Person, Profile, Silence
from people.roles import SPACE_PREFIX

DELETED: tuple[type[Model], ...] = (
    Attachment, Authenticator, ContactMessage, EmailAddress, LanguageRole, Membership, Message,
    Organization, Page, Picture, Profile, SiteDocument, SocialAccount, Thread,
)  # fmt: skip
"""What stays deleted once it was."""

ACCOUNT = {"email", "is_active", "limited", "erased_at", "is_superuser", "is_staff", "password"}
"""Fields of an account without which nobody has lost anything by its being saved."""

SHOWN = ("name", "function", "organization", "offers", "spoken", "territory", "phone", "photo")
CONTACTS = ("email", "phone", "website", "address", "contact_person")


def mark_of_password(person: Person) -> str:
    """What tells a password from the one before it, and nobody what it is."""
    return salted_hmac("passerelle.removals", person.password).hexdigest()[:16]


def deleted(sender: Any, instance: Any, **signal: Any) -> None:
    """Something is gone."""
    note("deleted", what=sender._meta.label, id=instance.pk)


def account_saved(
    instance: Person, created: bool, update_fields: Any = None, **signal: Any
) -> None:
    """What an account may still do, or that it is erased; who signs in changes nothing of it."""
    if created or (update_fields is not None and not ACCOUNT & set(update_fields)):
        return
    note(
        "account",
        id=instance.pk,
        active=instance.is_active,
        limited=instance.limited,
        erased=instance.erased_at is not None,
        above_all=instance.is_superuser,
        staff=instance.is_staff,
        password=mark_of_password(instance),
    )


def groups_left(
    instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **signal: Any
) -> None:
    """Somebody has a role of the site no more; those in spaces follow memberships."""
    if action not in ("post_remove", "pre_clear"):
        return
    if reverse:
        people = pk_set or set(instance.user_set.values_list("pk", flat=True))
        if not instance.name.startswith(SPACE_PREFIX):
            for number in sorted(people):
                note("role_left", person=number, groups=[instance.pk])
        return
    left = Group.objects.exclude(name__startswith=SPACE_PREFIX)
    left = left.filter(pk__in=pk_set) if pk_set else left.filter(user=instance)
    if groups := sorted(left.values_list("pk", flat=True)):
        note("role_left", person=instance.pk, groups=groups)


def membership_saved(instance: Membership, created: bool, **signal: Any) -> None:
    """A role in a space is another, or ends at another time."""
    if not created:
        until = instance.until.isoformat() if instance.until else None
        note("membership", id=instance.pk, role=instance.role, until=until)


def space_saved(instance: Space, created: bool, **signal: Any) -> None:
    """How far a space is open."""
    if not created:
        note(
            "space",
            id=instance.pk,
            preset=instance.preset,
            status=instance.status,
            parts=instance.parts,
            machine_help=instance.machine_help,
        )


def page_root_saved(instance: AudienceRoot, **signal: Any) -> None:
    """An audience begins at a page."""
    if instance.audience != PUBLIC:
        note("page_audience", id=instance.page_id, audience=instance.audience)


def collection_root_saved(instance: CollectionRoot, **signal: Any) -> None:
    """An audience begins at a collection of files."""
    if instance.audience != PUBLIC:
        note("collection_audience", id=instance.collection_id, audience=instance.audience)


def page_moved(instance: Page, **signal: Any) -> None:
    """A page lies where fewer may see it."""
    row = PageAudience.objects.filter(page=instance.pk).first()
    if row is None or row.audience != PUBLIC:
        note("page_audience", id=instance.pk, audience=row.audience if row else "")


def unpublished(instance: Page, **signal: Any) -> None:
    """A page is off the site."""
    note("unpublished", id=instance.pk)


def files_moved(sender: type[Model], ids: list[int], **signal: Any) -> None:
    """Files lie where fewer may have them."""
    rows = sender._base_manager.filter(pk__in=ids).values_list("pk", "collection")
    found = dict(rows)
    known = CollectionAudience.objects.filter(collection__in=set(found.values()))
    public = set(known.filter(audience=PUBLIC).values_list("collection", flat=True))
    for number, collection in sorted(found.items()):
        if collection not in public:
            note("file_moved", what=sender._meta.label, id=number, collection=collection)


def file_saved(sender: Any, instance: Any, created: bool, **signal: Any) -> None:
    """A file was given to fewer, or the people that it shows agree no more."""
    if created:
        return
    files_moved(sender, [instance.pk])
    if isinstance(instance, Picture) and not instance.consent:
        note("consent", id=instance.pk)


def message_saved(instance: Message, **signal: Any) -> None:
    """A message was taken back."""
    if instance.is_withdrawn:
        note("withdrawn", id=instance.pk)


def thread_saved(instance: Thread, **signal: Any) -> None:
    """A thread is shown no more."""
    if instance.hidden_at:
        note("hidden", id=instance.pk)


def silence_saved(instance: Silence, created: bool, **signal: Any) -> None:
    """Somebody wants no such letters."""
    if created:
        note("silence", person=instance.person_id, kind=instance.kind, topic=instance.topic)


def profile_saved(instance: Profile, created: bool, **signal: Any) -> None:
    """To whom somebody shows what; what she leaves empty is taken back."""
    if not created:
        shown = {name: getattr(instance, f"{name}_shown") for name in SHOWN}
        empty = [name for name in SHOWN if not getattr(instance, name)]
        note("profile", person=instance.person_id, shown=shown, empty=empty)


def organization_saved(instance: Organization, created: bool, **signal: Any) -> None:
    """Which of its contacts an organisation has published."""
    if not created:
        hidden = [name for name in CONTACTS if not getattr(instance, f"{name}_published")]
        empty = [name for name in CONTACTS if not getattr(instance, name)]
        if hidden or empty:
            note("organization", id=instance.pk, hidden=hidden, empty=empty)


def credit_saved(instance: CreditName, **signal: Any) -> None:
    """Somebody wishes not to be named on what she translated."""
    if not instance.name:
        note("unnamed", person=instance.person_id)


SAVED: dict[type[Model], Callable[..., None]] = {
    Person: account_saved,
    Membership: membership_saved,
    Space: space_saved,
    AudienceRoot: page_root_saved,
    CollectionRoot: collection_root_saved,
    Picture: file_saved,
    SiteDocument: file_saved,
    Message: message_saved,
    Thread: thread_saved,
    Silence: silence_saved,
    Profile: profile_saved,
    Organization: organization_saved,
    CreditName: credit_saved,
}


def watch() -> None:
    """Begin to notice."""
    for model in DELETED:
        post_delete.connect(deleted, sender=model, dispatch_uid=f"removals.{model._meta.label}")
    for model, saved in SAVED.items():
        post_save.connect(saved, sender=model, dispatch_uid=f"removals.{model._meta.label}")
    m2m_changed.connect(groups_left, sender=Person.groups.through, dispatch_uid="removals.groups")
    page_unpublished.connect(unpublished, dispatch_uid="removals.unpublished")
    post_page_move.connect(page_moved, dispatch_uid="removals.moved")
    audience_changed.connect(files_moved, dispatch_uid="removals.files")
