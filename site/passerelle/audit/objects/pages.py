"""Pages of each state and type."""

import datetime
import uuid
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Comment, GroupApprovalTask, Locale, Page, Workflow, WorkflowTask

from access.models import PUBLIC
from access.roles import MANAGER
from languages.actions.record import adapts
from pages.models import (
    Annex,
    Article,
    PageTerritory,
    PageTheme,
    Resource,
    Seminar,
    SeminarMaterial,
)
from pages.models.event import Event
from passerelle.audit.places import CLOSED
from passerelle.audit.things import Thing, planted
from passerelle.audit.world import SOON, World, day
from search.models import SearchDocument
from search.outbox import drain_outbox

IN_SPACES = (*CLOSED, "open", "network", "folder")
YEAR = datetime.timedelta(days=365)


def beside(thing: Thing, kind: str) -> Any:
    """The object of another class in the same place and language, if it was planted before."""
    known = thing.facts["known"].get((kind, thing.place, thing.language))
    return known.row if known else None


def filled(model: type[Any], thing: Thing, **fields: Any) -> Any:
    """A page with a canary in each of its texts, of the translation set of its class and place."""
    text = "announcement" if issubclass(model, Event) else "body"
    fields[text] = [{"type": "paragraph", "value": f"<p>{thing.word('body')}</p>"}]
    return model(
        title=thing.word("title"),
        slug=thing.word("slug"),
        summary=thing.word("summary"),
        locale=Locale.objects.get(language_code=thing.language),
        translation_key=uuid.uuid5(uuid.NAMESPACE_OID, f"audit {thing.kind} {thing.place}"),
        **fields,
    )


def add(world: World, thing: Thing, page: Any, is_board: bool = False) -> Any:
    """Add a page in its place as a draft."""
    parent = Page.objects.get(pk=world.home_of(thing.place, thing.language, is_board).pk)
    page.live = False
    parent.add_child(instance=page)
    return page


def publish(world: World, thing: Thing, page: Any, is_board: bool = False) -> Any:
    """Add a page in its place and publish it."""
    add(world, thing, page, is_board).save_revision().publish()
    page.refresh_from_db()
    return page


@planted("page")
def page(world: World, thing: Thing) -> tuple[Page, dict[str, Any]]:
    """An article with a picture, a comment of an editor, and a newer draft."""
    picture = beside(thing, "picture")
    row = filled(
        Article,
        thing,
        author=thing.word("author"),
        picture=picture,
        picture_alt=thing.word("alt"),
        picture_caption=thing.word("caption"),
        owner=world.people.get("co"),
    )
    publish(world, thing, row)
    comment = Comment.objects.create(
        page=row, user=world.keeper, text=thing.word("comment"), contentpath="title"
    )
    newer = Article.objects.get(pk=row.pk)
    newer.title = thing.word("new")
    revision = newer.save_revision()
    return row, {"comment": comment.pk, "revision": revision.pk}


@planted("alias")
def alias(world: World, thing: Thing) -> Page:
    """A page that shows another one's content at an address of its own, as an adaptation of it."""
    source = Article.objects.get(pk=beside(thing, "page").pk)
    parent = Page.objects.get(pk=world.home_of(thing.place, thing.language).pk)
    made: Page = source.create_alias(parent=parent, update_slug=thing.word("slug"))
    adapts(made, source, thing.kind)
    return made


@planted("event")
def event(world: World, thing: Thing) -> Page:
    """A seminar to come."""
    row = filled(
        Seminar,
        thing,
        starts_on=day(SOON),
        city=thing.word("alt"),
        venue=thing.word("caption"),
    )
    return publish(world, thing, row)


@planted("resource")
def resource(world: World, thing: Thing) -> Page:
    """A guide with a file, by an organisation of the directory, shown at a public event."""
    row = filled(
        Resource,
        thing,
        file=beside(thing, "document"),
        publisher=world.organization,
        audience=thing.word("caption"),
    )
    publish(world, thing, row)
    event = world.events[thing.language]
    SeminarMaterial.objects.create(page=event, target=row, locale=event.locale)
    return row


@planted("lone", first_language_only=True)
def lone(world: World, thing: Thing) -> Page:
    """An article without a version in other languages, about a theme and a country of its own."""
    row = filled(Article, thing)
    row.theme_rows.add(PageTheme(concept=world.theme))
    row.territory_rows.add(PageTerritory(territory=world.territory))
    return publish(world, thing, row)


@planted("draft_version", places=CLOSED, seen_from="draft_page")
def draft_version(world: World, thing: Thing) -> Page:
    """A draft of the version in other languages of an article that has none published."""
    first = thing.facts["known"].get(("lone", thing.place, world.languages[0]))
    row = filled(Article, thing, owner=world.people.get("co"))
    if first and thing.language != world.languages[0]:
        row.translation_key = first.row.translation_key
    add(world, thing, row).save_revision()
    return row


@planted("annex", places=IN_SPACES)
def annex(world: World, thing: Thing) -> Page:
    """What those who took part in a public event are given beside its write-up."""
    row = filled(Annex, thing, event=world.events[thing.language], file=beside(thing, "document"))
    return publish(world, thing, row)


@planted("stale", places=("secret",), first_language_only=True, when_named=True)
def stale(world: World, thing: Thing) -> Page:
    """An event of a space that the index still holds to be public, as after an outage."""
    row = filled(Seminar, thing, starts_on=day(SOON))
    publish(world, thing, row)
    drain_outbox.call()
    SearchDocument.objects.filter(kind="page", object_id=row.pk).update(audience=PUBLIC)
    return row


@planted("board", places=CLOSED, seen_from="board_page")
def board(world: World, thing: Thing) -> Page:
    """A page for the managers of a space."""
    return publish(world, thing, filled(Article, thing), is_board=True)


@planted("draft", places=CLOSED, seen_from="draft_page")
def draft(world: World, thing: Thing) -> tuple[Page, dict[str, Any]]:
    """A contributor's draft, handed in to the managers of its space."""
    row = add(world, thing, filled(Article, thing, owner=world.people.get("co")))
    row.save_revision()
    workflow = Workflow.objects.create(name=f"Audit {thing.place} {thing.language}")
    task = GroupApprovalTask.objects.create(
        name=workflow.name, content_type=ContentType.objects.get_for_model(GroupApprovalTask)
    )
    task.groups.add(world.spaces[thing.place].group(MANAGER))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = workflow.start(row, world.people.get("co") or world.keeper)
    return row, {"workflow_state": state.pk, "task_state": state.current_task_state_id}


@planted("scheduled", places=CLOSED, seen_from="draft_page")
def scheduled(world: World, thing: Thing) -> Page:
    """A page that will be published next year."""
    later = timezone.now() + YEAR
    row = filled(Article, thing, owner=world.people.get("co"), go_live_at=later)
    add(world, thing, row).save_revision().publish()
    return row


@planted("expired", places=CLOSED, seen_from="draft_page")
def expired(world: World, thing: Thing) -> Page:
    """A page that was published until lately."""
    row = publish(world, thing, filled(Article, thing, owner=world.people.get("co")))
    row.expire_at = timezone.now() - SOON
    row.unpublish(set_expired=True)
    return row
