"""What is asked of the provider, and how much of its answers is believed.

allauth's own reads the token without its signature and knows no nonce, believes a list of
addresses whatever issuer it names, and breaks when the provider is away. This can go when it
checks all that.
"""

import secrets
from typing import Any
from urllib.parse import quote_plus

import jwt
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language

from people.openid.answers import Claims, Directory, Keys
from people.openid.refusal import DOUBTFUL, Refused, refusing_faults

WELL_KNOWN = "/.well-known/openid-configuration"
SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
KEPT_SECONDS = 600
# How far the two clocks may be apart, in seconds.
LEEWAY = 60


def fetch(address: str, **options: Any) -> bytes:
    """What stands at an address of the provider.

    Raises:
        RequestException: nothing comes, or an error.
    """
    with get_adapter().get_requests_session() as session:
        response = session.get(address, **options)
        response.raise_for_status()
        return bytes(response.content)


def directory() -> Directory:
    """The provider's list of addresses, kept for some minutes.

    Raises:
        RequestException: the provider is away.
        ValueError: the list has another form, or is another provider's.
    """
    issuer = settings.OIDC_ISSUER
    key = f"people.openid.{issuer}"
    held = cache.get(key)
    if held is not None:
        return Directory.model_validate(held)
    found = Directory.model_validate_json(fetch(issuer.rstrip("/") + WELL_KNOWN))
    if not found.is_of(issuer):
        raise ValueError("the directory is not that of the issuer")
    cache.set(key, found.model_dump(), KEPT_SECONDS)
    return found


def signing_key(token: str) -> jwt.PyJWK:
    """The provider's key that a token says it was signed with.

    Raises:
        RequestException: the provider is away.
        ValueError, LookupError, PyJWTError: there is no such key, or nothing that can be read.
    """
    number = jwt.get_unverified_header(token).get("kid")
    listed = Keys.model_validate_json(fetch(directory().jwks_uri))
    known = jwt.PyJWKSet(listed.keys)
    return known[number] if number is not None else known.keys[0]


class Dialogue(OpenIDConnectOAuth2Adapter):
    """One sign-in's questions to the provider."""

    @cached_property
    def openid_config(self) -> dict[str, Any]:
        """The provider's list of addresses, as allauth wants it."""
        return directory().model_dump()

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Where the provider leads back to."""
        return request.build_absolute_uri(reverse("account_provider_callback"))

    def get_client(self, request: HttpRequest, app: Any) -> OAuth2Client:
        """Who asks for a token, with the secret as the protocol writes it in a header."""
        client = super().get_client(request, app)
        if client.basic_auth:
            client.consumer_key = quote_plus(client.consumer_key)
            client.consumer_secret = quote_plus(client.consumer_secret)
        return client

    def hear(self, code: str, state: dict[str, Any]) -> Claims:
        """Change a code for what the provider says of the person who brings it.

        Args:
            code: as it came in the address.
            state: what was put aside when she left.

        Raises:
            Refused: the provider is away, or its answer is not signed by it, for us, now, in
                answer to this very question.
        """
        with refusing_faults():
            client = self.get_client(self.request, self.get_provider().app)
            answer = client.get_access_token(code, pkce_code_verifier=state["pkce_code_verifier"])
            claims = self.read(answer["id_token"], state["nonce"])
            return claims if claims.email else self.complete(claims, answer["access_token"])

    def read(self, token: str, nonce: str) -> Claims:
        """What a signed token says.

        Raises:
            Refused, PyJWTError, ValueError: it is not what was asked for.
        """
        claims = Claims.model_validate(
            jwt.decode(
                token,
                signing_key(token),
                algorithms=SIGNATURES,
                audience=settings.OIDC_CLIENT_ID,
                issuer=directory().issuer,
                leeway=LEEWAY,
                options={"require": ["aud", "exp", "iat", "iss", "sub"]},
            )
        )
        is_for_us = claims.azp in (None, settings.OIDC_CLIENT_ID)
        is_answer = secrets.compare_digest((claims.nonce or "").encode(), nonce.encode())
        if not (is_for_us and is_answer):
            raise Refused(DOUBTFUL)
        return claims

    def complete(self, claims: Claims, access_token: str) -> Claims:
        """The same with the e-mail address, where the provider keeps it out of tokens.

        Raises:
            Refused, ValueError: it speaks of somebody else.
        """
        address = directory().userinfo_endpoint
        if address is None:
            return claims
        headers = {"Authorization": f"Bearer {access_token}"}
        told = Claims.model_validate_json(fetch(address, headers=headers))
        if told.sub != claims.sub:
            raise Refused(DOUBTFUL)
        return told


class Provider(OpenIDConnectProvider):
    """The provider that the settings name, as allauth's steps see it."""

    oauth2_adapter_class = Dialogue
    pkce_enabled_default = True

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: Any = None,
        **kwargs: Any,
    ) -> HttpResponse:
        """Send a person there with a question of our own, never with what an address says.

        Raises:
            Refused: the provider is away, or its list of addresses makes no sense.
        """
        nonce = secrets.token_urlsafe(24)
        with refusing_faults():
            response: HttpResponse = super().redirect(
                request,
                process,
                next_url,
                data,
                auth_params={"nonce": nonce},
                nonce=nonce,
                language=get_language(),
            )
        return response

    def extract_uid(self, data: Claims) -> str:
        """Her number there."""
        return data.sub

    def extract_extra_data(self, data: Claims) -> dict[str, Any]:
        """Of all that is said of her only what she recognises the link by is kept."""
        return {"email": data.address or ""}

    def extract_common_fields(self, data: Claims) -> dict[str, Any]:
        """What a new account begins with."""
        return {
            "email": data.address,
            "first_name": data.given_name,
            "last_name": data.family_name,
            "name": data.name,
        }

    def extract_email_addresses(self, data: Claims) -> list[EmailAddress]:
        """Her address there, if it is confirmed."""
        address = data.address
        return [EmailAddress(email=address, verified=True, primary=True)] if address else []
