"""What a write-up could not keep of a file, in the editor's words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchange.documents.reading import LeftOut

WORDS = {
    "comment": gettext_lazy("A comment"),
    "changes": gettext_lazy("The marks of tracked changes: the text is taken as accepted"),
    "header": gettext_lazy("The header of the pages"),
    "footer": gettext_lazy("The foot of the pages"),
    "contents": gettext_lazy("A table of contents or an index"),
    "formula": gettext_lazy("A formula"),
    "drawing": gettext_lazy("A drawing or a chart: put it in as a picture"),
    "object": gettext_lazy("An embedded object: put it in as a picture or a file"),
    "picture": gettext_lazy("A picture that cannot be read: save it as JPEG or PNG"),
    "nested_table": gettext_lazy("A table within a table: its words are kept"),
    "inner_link": gettext_lazy("A link to another place of the text: its words are kept"),
    "local_link": gettext_lazy("A link to a file or a place without a web address"),
    "cell_link": gettext_lazy("The link of some words in a table: its words are kept"),
    "cell_list": gettext_lazy("The dots or numbers of a list in a table: its lines are kept"),
    "quote_link": gettext_lazy("The link of some words in a quote: its words are kept"),
    "struck": gettext_lazy("The line through struck words: the words are kept"),
    "field": gettext_lazy("A field to fill in"),
    "film": gettext_lazy("A film or a recording"),
}


def described(left_out: list[LeftOut]) -> list[dict[str, Any]]:
    """Each thing with its place, as `{"what", "where"}`."""
    return [{"what": what_of(one), "where": where_of(one)} for one in left_out]


def what_of(one: LeftOut) -> str:
    """What was left out, with its own words if it has any."""
    what = str(WORDS[one.what])
    return _("%(what)s (“%(words)s”)") % {"what": what, "words": one.detail} if one.detail else what


def where_of(one: LeftOut) -> str:
    """Where it was, as somebody finds it who has the file before her."""
    if one.what in ("header", "footer"):
        return _("On every page")
    if one.where:
        return _("Near “%(words)s”") % {"words": one.where}
    return _("At the beginning")
