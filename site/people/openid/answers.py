"""The forms of what a provider answers; anything else is refused before it is read."""

from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pydantic import BaseModel, Field, StringConstraints

Address = Annotated[str, StringConstraints(max_length=2000, pattern=r"^https?://\S+$")]
# As long as allauth keeps, and printable, as the protocol has it.
Number = Annotated[str, StringConstraints(max_length=191, pattern=r"^[\x21-\x7e]+$")]
Word = Annotated[str, StringConstraints(max_length=1000)]


class Directory(BaseModel):
    """Where a provider does what, as it publishes it."""

    issuer: Address
    authorization_endpoint: Address
    token_endpoint: Address
    jwks_uri: Address
    userinfo_endpoint: Address | None = None
    # The default is the protocol's.
    token_endpoint_auth_methods_supported: list[str] = ["client_secret_basic"]

    def is_of(self, issuer: str) -> bool:
        """Whether it is that of an issuer, and leads nowhere less secret than the issuer."""
        places = (
            self.authorization_endpoint,
            self.token_endpoint,
            self.jwks_uri,
            self.userinfo_endpoint or self.issuer,
        )
        is_secret = issuer.startswith("https://")
        return self.issuer.rstrip("/") == issuer.rstrip("/") and (
            not is_secret or all(place.startswith("https://") for place in places)
        )


class Keys(BaseModel):
    """The public keys that a provider signs with."""

    keys: list[dict[str, Any]] = Field(min_length=1, max_length=100)


class Claims(BaseModel):
    """What a provider says of a person."""

    sub: Number
    nonce: Word | None = None
    azp: Word | None = None
    email: Word | None = None
    email_verified: Any = None
    given_name: Word | None = None
    family_name: Word | None = None
    name: Word | None = None

    @property
    def address(self) -> str | None:
        """Her e-mail address, in small letters, if the provider says that it is confirmed."""
        if not self.email or self.email_verified is not True or len(self.email) > 254:
            return None
        try:
            validate_email(self.email)
        except ValidationError:
            return None
        return self.email.lower()
