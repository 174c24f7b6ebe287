"""Recovery codes: shown once, when they are made, and kept as hashes from then on.

allauth keeps a seed of which it reckons them whenever somebody asks. Here the seed goes as soon as
its codes were shown.
"""

import hashlib
import hmac
import secrets

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import auth
from django.db import transaction

HASHES, SALT, SEEDS = "hashes", "salt", ("seed", "used_mask", "migrated_codes")
COST = {"n": 2**14, "r": 8, "p": 5}


class HashedCodes(auth.RecoveryCodes):
    """The recovery codes of one person."""

    instance: Authenticator
    shown: tuple[str, ...] = ()

    def mark_as_viewed(self) -> None:
        """They are shown now, and never again."""
        super().mark_as_viewed()
        if HASHES not in self.instance.data:
            self.shown = tuple(super().get_unused_codes())
            self.hash(self.shown)

    def hash(self, codes: tuple[str, ...]) -> None:
        """Keep nothing of these codes but their hashes."""
        salt = secrets.token_hex(16)
        kept = {name: value for name, value in self.instance.data.items() if name not in SEEDS}
        self.instance.data = {**kept, SALT: salt, HASHES: [hash_of(one, salt) for one in codes]}
        self.instance.save(update_fields=["data"])

    def get_unused_codes(self) -> list[str]:
        """Those that still serve; once they were shown, as many empty words."""
        if HASHES not in self.instance.data:
            return super().get_unused_codes()
        return list(self.shown) or [""] * len(self.instance.data[HASHES])

    @transaction.atomic
    def validate_code(self, code: str) -> bool:
        """Whether a code serves; from now on it does not."""
        self.instance = Authenticator.objects.select_for_update().get(pk=self.instance.pk)
        if HASHES not in self.instance.data:
            return bool(super().validate_code(code))
        given = hash_of("".join(filter(str.isalnum, code)), self.instance.data[SALT])
        kept = self.instance.data[HASHES]
        left = [one for one in kept if not hmac.compare_digest(one, given)]
        if len(left) < len(kept):
            self.instance.data[HASHES] = left
            self.instance.save(update_fields=["data"])
        return len(left) < len(kept)


def hash_of(code: str, salt: str) -> str:
    """What is kept of a code: all of one person share a salt, so an attempt is reckoned once."""
    return hashlib.scrypt(code.encode(), salt=bytes.fromhex(salt), **COST).hex()


def connect() -> None:
    """Have allauth keep codes so; this can go when a setting of its names the class."""
    auth.RecoveryCodes = HashedCodes


def hash_shown_codes() -> int:
    """Hash the codes that were shown while their seed stayed, or come so of a backup.

    Returns:
        Of how many people.
    """
    found = Authenticator.objects.filter(
        type=Authenticator.Type.RECOVERY_CODES, data__viewed_at__isnull=False
    ).exclude(data__has_key=HASHES)
    numbers = list(found.values_list("pk", flat=True))
    for number in numbers:
        with transaction.atomic():
            codes = HashedCodes(Authenticator.objects.select_for_update().get(pk=number))
            codes.hash(tuple(codes.get_unused_codes()))
    return len(numbers)
