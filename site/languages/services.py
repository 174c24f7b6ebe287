"""The translation services that a site can name in its settings."""

from typing import Any
from urllib.parse import urlsplit

SECONDS = 30
"""After which a service that has not answered is given up."""

KINDS = {
    "libretranslate": "wagtail_localize.machine_translators.libretranslate.LibreTranslator",
    "deepl": "wagtail_localize.machine_translators.deepl.DeepLTranslator",
}
"""The services that can be named, with wagtail-localize's class for each."""


def service(address: str, key: str = "") -> dict[str, Any] | None:
    """wagtail-localize's setting for a service.

    Args:
        address: `libretranslate+https://…` or `deepl:`; empty for none.
        key: what the service knows the site by.

    Raises:
        ValueError: no such kind of service.
    """
    if not address:
        return None
    kind, _plus, scheme = urlsplit(address).scheme.partition("+")
    if kind not in KINDS:
        raise ValueError(f"MACHINE_TRANSLATION_URL begins with one of {', '.join(KINDS)}.")
    url = f"{scheme}:{address.partition(':')[2]}".rstrip("/") if scheme else ""
    options = {"LIBRETRANSLATE_URL": url, "API_KEY": key, "AUTH_KEY": key, "TIMEOUT": SECONDS}
    return {"CLASS": "languages.machine.GuardedTranslator", "OPTIONS": {"kind": kind, **options}}
