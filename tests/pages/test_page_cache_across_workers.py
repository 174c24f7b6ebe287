"""What changes shows at once, and what became private is gone, whichever process held the page."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Site

from access.models import Space
from access.moves import move_together
from files.models import Picture, SiteDocument
from pages.actions.switch_section import switch
from pages.models import Article, Directory, Resource, Section, SpaceHome
from people.models import Organization
from tests.factories import (
    OrganizationFactory,
    a_space,
    add,
    concept,
    french_and_english,
    paragraph,
    translate,
)
from tests.pages.workers import Worker, workers
from thesaurus.models import ConceptLabel

GONE = 404
MOVED = 301


def make_site() -> None:
    """Two sections in two languages, a page for each act, a directory, a space."""
    with transaction.atomic():
        home, english = french_and_english()
        concept("eau", "Eau douce", "Fresh water")
        news = add(home, Section, "Nouvelles", slug="nouvelles")
        others = add(home, Section, "Ailleurs", slug="ailleurs")
        in_english = translate(news, english, "News", slug="news")
        translate(others, english, "Elsewhere", slug="elsewhere")
        off = add(home, Section, "Passager", slug="passager")
        add(off, Article, "Dans le passager", slug="dedans")
        translate(off, english, "Passing", slug="passing")
        for act in ACTS:
            if act.page:
                page = add(news, Article, f"Titre {act.page}", slug=act.page, themes=["eau"])
                translate(page, in_english, f"Title {act.page}", slug=act.page, themes=["eau"])
        add(home, Directory, "Annuaire", slug="annuaire")
        OrganizationFactory(name="Ancien nom", slug="association")
        a_space("atelier")
        picture = Picture.objects.create(title="Puits", file=get_test_image_file())
        pictured = Article.objects.get(slug="picture", locale__language_code="fr")
        Article.objects.filter(pk=pictured.pk).update(picture=picture, picture_alt="Un puits")
        document = SiteDocument(title="Notice", language="fr")
        document.file.save("notice.txt", ContentFile(b"Une notice"))
        add(news, Resource, "Titre file", slug="file", kind="guide", file=document)
    call_command("reindex", verbosity=0)


def article(slug: str, language: str = "fr") -> Any:
    """The article that an act changes."""
    return Article.objects.get(slug=slug, locale__language_code=language)


def section(slug: str) -> Any:
    """A section."""
    return Section.objects.get(slug=slug)


def publish() -> None:
    """An editor publishes another text."""
    page = article("publish")
    page.title = "Titre nouveau"
    page.body = paragraph("Un texte nouveau.")
    page.save_revision().publish()


def begin() -> None:
    """An editor publishes a page that was not there."""
    page = Article(title="Titre begun", slug="begun", live=False)
    section("nouvelles").add_child(instance=page)
    page.save_revision().publish()


def unpublish() -> None:
    """An editor withdraws a page."""
    article("unpublish").unpublish()


def publish_later() -> None:
    """The time comes at which a page is to be published."""
    page = article("later")
    page.title = "Titre mûri"
    page.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    past = timezone.now() - datetime.timedelta(minutes=1)
    content = {**revision.content, "go_live_at": past.isoformat()}
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    call_command("publish_scheduled")


def move() -> None:
    """A page goes to another section, with its translation."""
    move_together(Page.objects.get(pk=article("move").pk), section("ailleurs"), None)


def make_private() -> None:
    """A page and its translation go into a space."""
    home = SpaceHome.objects.get(locale__language_code="fr")
    move_together(Page.objects.get(pk=article("private").pk), home, None)


def rename() -> None:
    """A page has another address."""
    page = article("rename")
    page.slug = "renamed"
    page.save_revision().publish()


def delete() -> None:
    """A page is deleted."""
    article("delete").delete()


def switch_off() -> None:
    """A section is switched off, in all languages at once."""
    switch(section("passager"), on=False, actor=None)


def put_in_menu() -> None:
    """A section joins the menu."""
    page = section("ailleurs")
    page.show_in_menus = True
    page.save_revision().publish()


def rename_term() -> None:
    """A documentalist names a theme otherwise."""
    label = ConceptLabel.objects.get(concept__code="eau", language="fr")
    label.name = "Eau potable"
    label.save()


def take_term() -> None:
    """A page loses its theme."""
    page = article("theme")
    page.theme_rows.set([])
    page.save_revision().publish()


def rename_organization() -> None:
    """An association has another name."""
    row = Organization.objects.get(slug="association")
    row.name = "Nom nouveau"
    row.save()


def name_site() -> None:
    """The site has another name."""
    site = Site.objects.get()
    site.site_name = "Nom du site"
    site.save()


def hide_picture() -> None:
    """A picture is kept for a space from now on."""
    picture = Picture.objects.get(title="Puits")
    picture.collection = Space.objects.get().collection
    picture.save()


def hide_file() -> None:
    """A document is kept for a space from now on."""
    document = SiteDocument.objects.get(title="Notice")
    document.collection = Space.objects.get().collection
    document.save()


@dataclass(frozen=True)
class Act:
    """What somebody does, and where it shows.

    Attributes:
        does: what is done.
        page: the slug of a page that was made for it, if any.
        shows: by address, what is read there only afterwards.
        hides: by address, what is read there only before; a number is the status afterwards.
    """

    does: Callable[[], None]
    page: str = ""
    shows: tuple[tuple[str, str], ...] = ()
    hides: tuple[tuple[str, str | int], ...] = ()

    def __str__(self) -> str:
        return self.does.__name__


NEWS, ENGLISH_NEWS = "/fr/nouvelles/", "/en/news/"
ACTS = (
    Act(
        publish,
        "publish",
        ((f"{NEWS}publish/", "Un texte nouveau."), (NEWS, "Titre nouveau")),
        ((NEWS, "Titre publish"), (f"{NEWS}publish/", "Titre publish")),
    ),
    Act(begin, "", ((NEWS, "Titre begun"), (f"{NEWS}begun/", "Titre begun"))),
    Act(
        unpublish,
        "unpublish",
        (),
        (
            (f"{NEWS}unpublish/", GONE),
            (NEWS, "Titre unpublish"),
            ("/sitemap.xml", "/fr/nouvelles/unpublish/"),
            (f"{ENGLISH_NEWS}unpublish/", "/fr/nouvelles/unpublish/"),
        ),
    ),
    Act(publish_later, "later", ((f"{NEWS}later/", "Titre mûri"), (NEWS, "Titre mûri"))),
    Act(
        move,
        "move",
        (
            ("/fr/ailleurs/move/", "Titre move"),
            ("/fr/ailleurs/", "Titre move"),
            ("/en/elsewhere/", "Title move"),
            ("/en/elsewhere/move/", "/fr/ailleurs/move/"),
        ),
        ((NEWS, "Titre move"), (ENGLISH_NEWS, "Title move"), (f"{NEWS}move/", MOVED)),
    ),
    Act(
        make_private,
        "private",
        (),
        (
            (f"{NEWS}private/", GONE),
            (f"{ENGLISH_NEWS}private/", GONE),
            (NEWS, "Titre private"),
            (ENGLISH_NEWS, "Title private"),
            ("/sitemap.xml", "/fr/nouvelles/private/"),
            (f"{NEWS}?theme=eau", "Titre private"),
        ),
    ),
    Act(
        rename,
        "rename",
        ((f"{NEWS}renamed/", "Titre rename"), (f"{ENGLISH_NEWS}rename/", "/fr/nouvelles/renamed/")),
        ((f"{NEWS}rename/", MOVED), (NEWS, "/fr/nouvelles/rename/")),
    ),
    Act(delete, "delete", (), ((f"{NEWS}delete/", GONE), (NEWS, "Titre delete"))),
    Act(
        switch_off,
        "",
        (),
        (
            ("/fr/passager/", GONE),
            ("/fr/passager/dedans/", GONE),
            ("/en/passing/", GONE),
            ("/sitemap.xml", "/fr/passager/dedans/"),
        ),
    ),
    Act(
        put_in_menu,
        "",
        (("/fr/", ">Ailleurs<"), ("/fr/annuaire/", ">Ailleurs<"), ("/fr/passager/", ">Ailleurs<")),
    ),
    Act(
        rename_term,
        "term",
        ((f"{NEWS}term/", "Eau potable"), ("/fr/themes/", "Eau potable")),
        ((f"{NEWS}term/", "Eau douce"), ("/fr/themes/", "Eau douce")),
    ),
    Act(take_term, "theme", (), ((f"{NEWS}?theme=eau", "Titre theme"),)),
    Act(
        rename_organization,
        "",
        (("/fr/annuaire/", "Nom nouveau"), ("/fr/annuaire/association/", "Nom nouveau")),
        (("/fr/annuaire/", "Ancien nom"),),
    ),
    Act(name_site, "", (("/fr/", "Nom du site"), (f"{ENGLISH_NEWS}term/", "Nom du site"))),
    Act(hide_picture, "picture", (), ((f"{NEWS}picture/", "Un puits"),)),
    Act(hide_file, "", (), ((f"{NEWS}file/", "nouvelles/file/file/"),)),
)


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[list[Worker]]:
    """Two processes that serve the site."""
    if connection.vendor != "sqlite":
        pytest.skip("the workers share a file")
    with (
        django_db_blocker.unblock(),
        workers(tmp_path_factory.mktemp("site")) as made,
    ):
        made[0].do(make_site)
        yield made


@pytest.mark.parametrize("act", ACTS, ids=str)
def test_an_act_shows_at_once_in_every_process(both: list[Worker], act: Act) -> None:
    addresses = {address for address, _text in (*act.shows, *act.hides)}
    before = {address: both[0].get(address) for address in addresses}
    for address in addresses:
        assert both[1].get(address)[2] == (before[address][0] == 200), f"{address} is not held"
    for address, text in act.shows:
        assert text not in before[address][1], address
    for address, hidden in act.hides:
        status, text, _held = before[address]
        assert status == 200, address
        assert hidden in text if isinstance(hidden, str) else hidden != status, address

    both[0].do(act.does)

    for worker in reversed(both):
        for address, text in act.shows:
            assert text in worker.get(address)[1], address
        for address, hidden in act.hides:
            status, text, _held = worker.get(address)
            assert hidden not in text if isinstance(hidden, str) else hidden == status, address


def write_in_space() -> None:
    """A member publishes in a space, and writes on."""
    home = SpaceHome.objects.get(locale__language_code="fr")
    page = add(home, Article, "Entre nous", slug="entre-nous")
    page.save_revision().publish()
    page.save_revision().publish()
    page.unpublish()


def test_what_happens_inside_spaces_leaves_the_pages_of_visitors_held(both: list[Worker]) -> None:
    addresses = ("/fr/", NEWS, "/en/elsewhere/")
    for address in addresses:
        both[0].get(address)
    both[0].do(write_in_space)
    for worker in both:
        assert [worker.get(address)[2] for address in addresses] == [True] * 3
