"""Who speaks in a session."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class SpeakersBlock(blocks.StreamBlock):
    """The people who lead or address a session."""

    speaker = blocks.StructBlock(
        [
            ("name", blocks.CharBlock(label=_("Name"), max_length=120)),
            ("function", blocks.CharBlock(label=_("Function"), required=False, max_length=150)),
            (
                "organization",
                SnippetChooserBlock("people.Organization", label=_("Organisation"), required=False),
            ),
        ],
        label=_("Speaker"),
        icon="user",
    )

    class Meta:
        required = False
