"""What each state of a space means, in a sentence."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.models import Space

STATUS_SENTENCES: dict[str, str | Promise] = {
    Space.Status.ACTIVE: _("Its people read and write according to their roles."),
    Space.Status.READ_ONLY: _("Its people read; nothing can be added or changed."),
    Space.Status.ARCHIVED: _(
        "Its people still read it, from its address; it is in no list any more, nobody comes in, "
        "and nothing can be added or changed."
    ),
}
