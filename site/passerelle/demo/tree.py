"""The page tree: a home for each language, and the sections beneath it."""

from django.conf import settings
from wagtail.models import Page, Site

from pages.actions.begin_language import plant_home
from pages.models import Directory, Home, Objectives, Offers, Section
from pages.models.base import BasePage
from passerelle.demo.content import Content, Item
from passerelle.demo.kinds import make_page
from passerelle.demo.records import constant_key
from passerelle.demo.world import World
from passerelle.install import cleared_root, name_site
from people.models import OurSite

CONTACT = "bonjour@trame-commune.example"
HOLDERS: dict[str, type[BasePage]] = {
    "directory": Directory,
    "offers": Offers,
    "objectives": Objectives,
}


def plant(page: BasePage, parent: Page, name: str, language: str, world: World) -> None:
    """Add a page to the tree as the version of `name` in a language."""
    page.locale = world.locales[language]
    page.translation_key = constant_key(name)
    page.live = True
    parent.add_child(instance=page)
    world.pages[name, language] = page


def plant_homes(content: Content, world: World, address: tuple[str, int]) -> None:
    """Put a public home for each language in the place of Wagtail's welcome page."""
    cleared_root()
    for language, text in content.home.texts.items():
        front = text.front
        names = ("title", "slug", "summary", "lead", "notice", "picture_alt")
        home = Home(**{name: front[name] for name in names})
        home.picture = world.pictures.pick("loom", "home", front["picture_alt"])
        home.translation_key = constant_key("home")
        world.pages["home", language] = plant_home(home, language)
    host, port = address
    first = world.pages["home", settings.LANGUAGES[0][0]]
    name_site(first, first.title, host, port)
    OurSite.objects.create(pk=1, contact_address=CONTACT)


def move_site(address: tuple[str, int]) -> None:
    """Have the site know the port that it is served at now, unless it was given another host."""
    host, port = address
    Site.objects.filter(is_default_site=True, hostname=host).exclude(port=port).update(port=port)


def plant_sections(content: Content, world: World) -> None:
    """Put the sections under each home, in the order of the menu."""
    for key, facts in content.tables["sections"].items():
        for language, texts in content.translated["sections"].items():
            if key not in texts:
                continue
            model = HOLDERS.get(facts.get("page", ""), Section)
            page = model(**texts[key], show_in_menus=facts.get("menu", False))
            if isinstance(page, Section):
                page.order = facts["order"]
                page.with_map = facts.get("map", False)
            home = world.pages["home", language]
            plant(page, home, f"sections/{key}", language, world)


def plant_item(item: Item, world: World) -> None:
    """Put a page, still without its texts, under its section in each of its languages."""
    for language, text in item.texts.items():
        page = make_page(item, text, language, world)
        published = world.dates.moment(item.facts["date"])
        page.first_published_at = page.last_published_at = published
        if written_up := item.facts.get("written_up"):
            page.last_published_at = world.dates.moment(written_up)
        plant(page, world.pages[place_of(item), language], item.name, language, world)


def place_of(item: Item) -> str:
    """The name of the page that an item lies beneath."""
    if item.space:
        return f"spaces/{item.space}"
    if network := item.facts.get("network"):
        return f"networks/{network}"
    return f"sections/{item.kind}" if item.kind else "home"
