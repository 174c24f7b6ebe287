"""A text whose blocks that are not translated yet say so."""

from itertools import groupby
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import blocks


class MarkedStreamBlock(blocks.StreamBlock):
    """Wagtail's stream, which shows blocks in another language within a mark of that language."""

    def render_basic(self, value: Any, context: Any = None) -> SafeString:
        """The blocks one after another; before each run of foreign ones, a line that says so."""
        runs = groupby(value, key=lambda child: getattr(child, "foreign", ""))
        return format_html_join("\n", "{}", ((run(*one, context),) for one in runs))

    class Meta:
        abstract = True


def run(foreign: str, children: Any, context: Any) -> SafeString:
    """Blocks in one language, with the attributes of that language if it is not the page's."""
    html = format_html_join(
        "\n",
        '<div class="w-block-{0} block-{0}"{1}>{2}</div>',
        ((child.block_type, foreign, child.render(context=context)) for child in children),
    )
    if not foreign:
        return html
    return format_html('<p class="meta">{}</p>\n{}', _("Not translated yet:"), html)
