"""A passkey in software: what a telephone answers to the site's challenges."""

import hashlib
import json
import re
import struct
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

HOST = "testserver"
ORIGIN = f"http://{HOST}"
Flag = AuthenticatorData.FLAG


class Passkey:
    """One key, for one account of one site."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.identity = b"a passkey of the tests"
        self.counter = 0

    def client_data(self, kind: str, options: dict[str, Any]) -> bytes:
        """What the browser adds: for which act, challenge and site."""
        challenge = options["publicKey"]["challenge"]
        return json.dumps(
            {"type": kind, "challenge": challenge, "origin": ORIGIN, "crossOrigin": False}
        ).encode()

    def register(self, options: dict[str, Any]) -> str:
        """The answer to the site that wants to know the key."""
        attested = AttestedCredentialData.create(
            b"\0" * 16, self.identity, ES256.from_cryptography_key(self.key.public_key())
        )
        flags = Flag.UP | Flag.UV | Flag.AT
        data = AuthenticatorData.create(self.site_hash(), flags, self.counter, attested)
        attestation = AttestationObject.create("none", data, {})
        return self.answer(
            {
                "clientDataJSON": websafe_encode(self.client_data("webauthn.create", options)),
                "attestationObject": websafe_encode(bytes(attestation)),
            },
            {"clientExtensionResults": {"credProps": {"rk": True}}},
        )

    def sign(self, options: dict[str, Any], user_handle: str) -> str:
        """The answer to the site that wants to know who is there."""
        self.counter += 1
        client_data = self.client_data("webauthn.get", options)
        flags = int(Flag.UP | Flag.UV)
        data = self.site_hash() + struct.pack(">BI", flags, self.counter)
        signed = data + hashlib.sha256(client_data).digest()
        return self.answer(
            {
                "clientDataJSON": websafe_encode(client_data),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
                "userHandle": websafe_encode(user_handle.encode()),
            },
            {"clientExtensionResults": {}},
        )

    def site_hash(self) -> bytes:
        """The site, as the key knows it."""
        return hashlib.sha256(HOST.encode()).digest()

    def answer(self, response: dict[str, str], more: dict[str, Any]) -> str:
        """The form's hidden field, as the script fills it."""
        identity = websafe_encode(self.identity)
        return json.dumps(
            {"type": "public-key", "id": identity, "rawId": identity, "response": response, **more}
        )


def options_on(page: Any) -> dict[str, Any]:
    """What the page tells its script."""
    found = re.search(r'<script id="js_data"[^>]*>(.*?)</script>', page.content.decode())
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data.get("creation_options") or data["request_options"]
