"""Why somebody who comes from the provider is not let in, in a sentence for her."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from jwt import PyJWTError
from requests import RequestException

from people.openid.offer import provider_name

logger = logging.getLogger(__name__)

SILENT = _("{name} does not answer: try again in a few minutes, or sign in another way.")
DOUBTFUL = _("What {name} answered cannot be trusted: try again, or sign in another way.")
STOPPED = _("You stopped at {name}: nothing was done.")
STALE = _("This was begun too long ago, or in another browser: begin again here.")
TOO_OFTEN = _("That was too often: wait a few minutes, then try again.")
NO_ADDRESS = _(
    "{name} gives no e-mail address of yours that is confirmed and can be used here: "
    "see to it there first."
)
UNCONFIRMED = _(
    "An account here has the address that {name} gives, but it was never confirmed: "
    "get a code by e-mail to sign in, then use {name}."
)
UNINVITED = _(
    "Nobody here has the address that {name} gives, and accounts are opened by invitation."
)
OTHER_ADDRESS = _(
    "The address that {name} gives is not one of your confirmed addresses: add it to them first."
)
# What libraries say of a wrong answer, then what they fall over when it has a form of its own.
FAULTS = (
    OAuth2Error, PyJWTError, ValueError,
    ArithmeticError, AttributeError, LookupError, RecursionError, TypeError,
)  # fmt: skip


class Refused(Exception):
    """Nobody is let in, and nothing is made or linked."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence).format(name=provider_name())


@contextmanager
def refusing_faults() -> Iterator[None]:
    """Turn whatever a provider does wrong into a refusal, and tell the log its kind.

    The log gets no more: what a provider answers may hold tokens and names.

    Raises:
        Refused: the provider is away or slow, or what it answers makes no sense.
    """
    try:
        yield
    # First these: what is no JSON counts for requests as a failed request too.
    except FAULTS as fault:
        logger.warning("the OpenID provider is not trusted: %s", type(fault).__name__)
        raise Refused(DOUBTFUL) from fault
    except RequestException as fault:
        logger.warning("the OpenID provider does not answer: %s", type(fault).__name__)
        raise Refused(SILENT) from fault
