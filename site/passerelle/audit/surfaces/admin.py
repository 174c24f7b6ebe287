"""The editing screens: what each tells of objects of a space, for those who enter them."""

from passerelle.audit.answer import Ask
from passerelle.audit.surface import found_at, listed_in
from passerelle.audit.surfaces.lists import examples
from passerelle.audit.things import Thing
from passerelle.audit.world import World

PAGES = ("page", "draft")


@found_at("admin_draft", ("draft", "scheduled"), ("admin:pages",), same_queries=False)
def admin_draft(world: World, thing: Thing) -> list[Ask]:
    """A draft as it will be."""
    return [
        Ask(f"/admin/pages/{thing.pk}/view_draft/", must=(thing.word("title"),)),
        Ask(f"/admin/pages/{thing.pk}/edit/preview/", lenient=True),
    ]


@found_at("admin_page", PAGES, ("admin:pages",), same_queries=False)
def admin_page(world: World, thing: Thing) -> list[Ask]:
    """The screens of one page."""
    screens = (
        "edit", "move", "copy", "delete", "unpublish", "privacy", "history", "workflow_history",
        "usage", "convert_alias", "status", "check-list",
    )  # fmt: skip
    revision = thing.facts.get("revision", thing.pk)
    return [
        Ask(f"/admin/pages/{thing.pk}/edit/", must=(thing.word("slug"),)),
        *(Ask(f"/admin/pages/{thing.pk}/{screen}/", lenient=True) for screen in screens),
        *(
            Ask(f"/admin/pages/{thing.pk}/view_draft/?mode={mode}", lenient=True)
            for mode in ("visitor", "member", "light", f"language-{world.languages[-1]}")
        ),
        Ask(f"/admin/pages/{thing.pk}/revisions/{revision}/view/", lenient=True),
        Ask(f"/admin/pages/{thing.pk}/versions/{revision}/name/", lenient=True),
        Ask(f"/admin/pages/{thing.pk}/revisions/compare/earliest...latest/", lenient=True),
    ]


@found_at("admin_translation", ("page",), ("admin:localize",), same_queries=False)
def admin_translation(world: World, thing: Thing) -> list[Ask]:
    """Handing a page in for translation."""
    return [Ask(f"/admin/localize/submit/page/{thing.pk}/", lenient=True)]


@found_at("admin_file", ("document", "picture"), ("admin:files",), same_queries=False)
def admin_file(world: World, thing: Thing) -> list[Ask]:
    """The screens of one file, and what choosers answer of it."""
    room = "documents" if thing.kind == "document" else "images"
    edit = (
        f"/admin/{room}/edit/{thing.pk}/" if room == "documents" else f"/admin/images/{thing.pk}/"
    )
    return [
        Ask(edit, must=(thing.word("title"),)),
        Ask(f"/admin/{room}/usage/{thing.pk}/", lenient=True),
        Ask(f"/admin/{room}/chooser/{thing.pk}/", lenient=True),
        Ask(f"/admin/{room}/chooser/chosen-multiple/?id={thing.pk}", lenient=True),
    ]


@listed_in("admin_lists", ("page",), ("admin:lists",))
def admin_lists(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """Explorer, searches and choosers, by the words of objects."""
    return [
        Ask(f"/admin/pages/search/?q={thing.word('title')}", must=(thing.word("new"),))
        for thing in examples(things, ("page",))
    ] + [
        Ask(f"/admin/choose-page/search/?q={thing.word('title')}")
        for thing in examples(things, ("page",))
    ]


@listed_in("admin_reports", (), ("admin:reports",))
def admin_reports(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """Reports of the whole site."""
    names = (
        "site-history", "locked", "aging-pages", "page-types-usage", "workflow", "audit", "search",
        "faults", "personal-data",
    )  # fmt: skip
    return [*(Ask(f"/admin/reports/{name}/") for name in names), Ask("/admin/work-ahead/")]
