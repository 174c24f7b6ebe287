"""A small OpenID provider that holds to the protocol, and lies as it is told."""

import base64
import contextlib
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, quote_plus, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CLIENT_ID = "passerelle"
CLIENT_SECRET = "un secret de la passerelle, partagé"
HOURS = 3600
MOVED = "/moved"
Answer = tuple[int, Any]


@cache
def rsa_key(name: str) -> RSAPrivateKey:
    """A key of a name, made once."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class OpenIDProvider(ThreadingHTTPServer):
    """Listens on a port of its own until the `with` block ends.

    Attributes:
        person: what it knows of whoever signs in there; its user in this moment.
        directory: what its list of addresses says otherwise.
        claims: what its tokens say otherwise; `None` takes a claim away.
        userinfo: what it says beside the token; `None` where the token says all.
        headers: what the header of tokens says otherwise.
        signature: `right`, `stranger` (another's key), `none`, `shared` (the public key, as if
            it were a secret), `secret` (the client's).
        answers: by path, what is answered there instead: status and JSON, or bytes; 302 leads
            to where the right answer is.
        silent: paths where nothing is answered.
        dripping: paths where a byte comes now and then, without end.
        asked: the paths that were asked for.
    """

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Desk)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}"
        self.person: dict[str, Any] = {
            "sub": "4711",
            "email": "awa@example.org",
            "email_verified": True,
            "given_name": "Awa",
            "family_name": "Diallo",
        }
        self.directory: dict[str, Any] = {}
        self.claims: dict[str, Any] = {}
        self.userinfo: dict[str, Any] | None = None
        self.headers: dict[str, Any] = {}
        self.signature = "right"
        self.answers: dict[str, Answer | bytes] = {}
        self.silent: set[str] = set()
        self.dripping: set[str] = set()
        self.asked: list[str] = []
        self.codes: dict[str, dict[str, str]] = {}
        self.over = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.over.set()
        self.shutdown()
        self.server_close()

    def authorize(self, address: str) -> str:
        """What the browser is led to once the person has signed in at the address."""
        place = urlsplit(address)
        assert address.startswith(self.issuer), address
        asked = {name: values[0] for name, values in parse_qs(place.query).items()}
        assert asked["client_id"] == CLIENT_ID
        assert asked["response_type"] == "code"
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        assert len(asked["state"]) >= 16
        assert len(asked["nonce"]) >= 16
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def sign(self, nonce: str) -> str:
        """A token that says who is there, true or not."""
        now = int(time.time())
        person = {} if self.userinfo is not None else self.person
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            "sub": self.person["sub"],
            **person,
            **self.claims,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        headers = {"kid": "first", **self.headers}
        if self.signature == "none":
            return jwt.encode(claims, None, "none", headers)
        if self.signature == "secret":
            return jwt.encode(claims, CLIENT_SECRET, "HS256", headers)
        if self.signature == "shared":
            return signed_with_the_public_key(claims)
        key = rsa_key("hers" if self.signature == "right" else "stranger's")
        return jwt.encode(claims, key, "RS256", headers)

    def keys(self) -> dict[str, Any]:
        """Its public keys."""
        algorithm = jwt.algorithms.RSAAlgorithm
        public = algorithm.to_jwk(rsa_key("hers").public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "first", "use": "sig", "alg": "RS256"}]}

    def tell_directory(self, form: dict[str, str], header: str) -> Answer:
        """Its list of addresses."""
        return 200, {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            **self.directory,
        }

    def tell_keys(self, form: dict[str, str], header: str) -> Answer:
        """Its public keys, to anybody."""
        return 200, self.keys()

    def tell_token(self, form: dict[str, str], header: str) -> Answer:
        """A token for a code, once, to the client that it was given to."""
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None:
            return 400, {"error": "invalid_grant"}
        basic = base64.b64encode(f"{CLIENT_ID}:{quote_plus(CLIENT_SECRET)}".encode()).decode()
        in_form = form.get("client_id") == CLIENT_ID and form.get("client_secret") == CLIENT_SECRET
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        is_right = challenge == asked["code_challenge"] and (
            form["redirect_uri"] == asked["redirect_uri"]
        )
        if not is_right or not (in_form or header == f"Basic {basic}"):
            return 401, {"error": "invalid_client"}
        return 200, {
            "access_token": "access",
            "token_type": "Bearer",
            "id_token": self.sign(asked["nonce"]),
        }

    def tell_userinfo(self, form: dict[str, str], header: str) -> Answer:
        """What it says beside the token, to whoever has one."""
        if header != "Bearer access":
            return 401, {"error": "invalid_token"}
        return 200, self.userinfo or self.person


def signed_with_the_public_key(claims: dict[str, Any]) -> str:
    """A token that is right for whoever takes a public key for a shared secret."""

    def packed(value: bytes) -> str:
        return base64.urlsafe_b64encode(value).decode().rstrip("=")

    head = packed(json.dumps({"alg": "HS256", "kid": "first", "typ": "JWT"}).encode())
    text = f"{head}.{packed(json.dumps(claims).encode())}"
    public = rsa_key("hers").public_key()
    secret = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return f"{text}.{packed(hmac.new(secret, text.encode(), 'sha256').digest())}"


class Desk(BaseHTTPRequestHandler):
    """One question to the provider."""

    server: OpenIDProvider

    def do_GET(self) -> None:
        """A question by address."""
        self.answer({})

    def do_POST(self) -> None:
        """A question by form."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.answer({name: values[0] for name, values in parse_qs(body).items()})

    def answer(self, form: dict[str, str]) -> None:
        """Say what is asked for, or what was ordered."""
        path = urlsplit(self.path).path.removeprefix(MOVED)
        self.server.asked.append(path)
        if path in self.server.silent:
            self.server.over.wait(HOURS)
            return
        if path in self.server.dripping:
            with contextlib.suppress(OSError):
                while not self.server.over.wait(0.05):
                    self.wfile.write(b"H")
            return
        tellers: dict[str, Callable[[dict[str, str], str], Answer]] = {
            "/.well-known/openid-configuration": self.server.tell_directory,
            "/jwks": self.server.tell_keys,
            "/token": self.server.tell_token,
            "/userinfo": self.server.tell_userinfo,
        }
        ordered = self.server.answers.get(path)
        if ordered is None or self.path.startswith(MOVED):
            ordered = tellers[path](form, self.headers.get("Authorization", ""))
        status, body = (200, ordered) if isinstance(ordered, bytes) else ordered
        text = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"{self.server.issuer}{MOVED}{path}")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on the screen."""
