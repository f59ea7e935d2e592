"""An identity provider for trying SPID and CIE on one's own machine: invented people, no password, no memory.

OpenID Connect Core 1.0, code flow with PKCE (RFC 7636, S256). It listens on this machine and sends nobody elsewhere.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import secrets
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from triennio.kernel.tax_code import made_up, with_homocody

LOOPBACK = ("127.0.0.1", "localhost", "::1")
MOST_BODY = 16_384
KEPT = ("client_id", "redirect_uri", "state", "nonce", "code_challenge", "code_challenge_method")


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody who does not exist. `tax_code` without prefix; empty for a provider that gives none."""

    name: str
    family_name: str
    tax_code: str
    email: str

    def claims(self) -> dict[str, str]:
        """What SPID would say."""
        said = {
            "sub": hashlib.sha256(f"{self.tax_code}{self.email}".encode()).hexdigest()[:32],
            "name": self.name,
            "familyName": self.family_name,
            "email": self.email,
        }
        return {**said, "fiscalNumber": f"TINIT-{self.tax_code}"} if self.tax_code else said


def _code(first: str, last: str, born: date) -> str:
    return made_up(last, first, born, "F")


IDENTITIES = (
    Identity("Giulia", "Prova", _code("Giulia", "Prova", date(1985, 5, 10)), "giulia.spid@prova.example"),
    Identity("Noè", "D’Esempio", _code("Noè", "D’Esempio", date(1991, 3, 4)), "noe@prova.example"),
    Identity(
        "Giulia",
        "Prova",
        with_homocody(_code("Giulia", "Prova", date(1985, 5, 10)), 1),
        "omocoda@prova.example",
    ),
    Identity("Senza", "Codice", "", "senza.codice@prova.example"),
)


@dataclass
class State:
    """What the provider remembers while it runs."""

    issuer: str
    identities: Sequence[Identity]
    key: rsa.RSAPrivateKey
    codes: dict[str, tuple[Identity, dict[str, str]]] = field(default_factory=dict)
    tokens: dict[str, Identity] = field(default_factory=dict)


def make_server(port: int, identities: Sequence[Identity] = IDENTITIES) -> ThreadingHTTPServer:
    """A server on this machine, not yet serving. `port` 0 takes a free one."""
    server = ThreadingHTTPServer(("127.0.0.1", port), _Handler)
    issuer = f"http://127.0.0.1:{server.server_address[1]}"
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    server.state = State(issuer, identities, key)  # type: ignore[attr-defined]
    return server


def serve(port: int, identities: Sequence[Identity] = IDENTITIES) -> None:
    """Serve until interrupted."""
    server = make_server(port, identities)
    try:
        server.serve_forever()
    finally:
        server.server_close()


def in_thread(identities: Sequence[Identity] = IDENTITIES) -> ThreadingHTTPServer:
    """Serve beside a test; end with `shutdown()` and `server_close()`."""
    server = make_server(0, identities)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class _Handler(BaseHTTPRequestHandler):
    @property
    def state(self) -> State:
        return self.server.state  # type: ignore[attr-defined]

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the addresses hold codes."""

    def do_GET(self) -> None:
        """Configuration, keys, the choice, what is known of who holds a token."""
        path, query = self._address()
        if path == "/.well-known/openid-configuration":
            self._json(_configuration(self.state.issuer))
        elif path == "/jwks":
            self._json({"keys": [_public(self.state.key)]})
        elif path == "/authorize":
            self._choice(query)
        elif path == "/userinfo":
            self._userinfo()
        else:
            self._json({"error": "not_found"}, 404)

    def do_POST(self) -> None:
        """The chosen identity; the code for a token."""
        path, _query = self._address()
        length = min(int(self.headers.get("Content-Length") or 0), MOST_BODY)
        sent = dict(parse_qsl(self.rfile.read(length).decode()))
        if path == "/authorize":
            self._chosen(sent)
        elif path == "/token":
            self._token(sent)
        else:
            self._json({"error": "not_found"}, 404)

    def _address(self) -> tuple[str, dict[str, str]]:
        parts = urlsplit(self.path)
        return parts.path, dict(parse_qsl(parts.query))

    def _choice(self, query: Mapping[str, str]) -> None:
        if not _on_this_machine(query.get("redirect_uri", "")):
            self._json({"error": "invalid_request"}, 400)
            return
        self._html(_choice_page(query, self.state.identities))

    def _chosen(self, sent: Mapping[str, str]) -> None:
        target, chosen = sent.get("redirect_uri", ""), sent.get("identity", "")
        if not _on_this_machine(target):
            self._json({"error": "invalid_request"}, 400)
            return
        answer = {"state": sent.get("state", "")}
        if chosen.isdigit() and int(chosen) < len(self.state.identities):
            code = secrets.token_urlsafe(24)
            self.state.codes[code] = (
                self.state.identities[int(chosen)],
                {name: sent.get(name, "") for name in KEPT},
            )
            answer["code"] = code
        else:
            answer["error"] = "access_denied"
        self.send_response(302)
        self.send_header("Location", f"{target}?{urlencode(answer)}")
        self.end_headers()

    def _token(self, sent: Mapping[str, str]) -> None:
        identity, asked = self.state.codes.pop(sent.get("code", ""), (None, {}))
        if identity is None or not _verifies(asked, sent):
            self._json({"error": "invalid_grant"}, 400)
            return
        token, now = secrets.token_urlsafe(24), int(time.time())
        self.state.tokens[token] = identity
        claims = {
            **identity.claims(),
            "iss": self.state.issuer,
            "aud": asked["client_id"],
            "iat": now,
            "exp": now + 300,
        }
        if asked["nonce"]:
            claims["nonce"] = asked["nonce"]
        signed = jwt.encode(claims, self.state.key, algorithm="RS256", headers={"kid": "prova"})
        self._json({"access_token": token, "token_type": "Bearer", "expires_in": 300, "id_token": signed})

    def _userinfo(self) -> None:
        _kind, _sep, token = self.headers.get("Authorization", "").partition(" ")
        identity = self.state.tokens.get(token)
        if identity is None:
            self._json({"error": "invalid_token"}, 401)
        else:
            self._json(identity.claims())

    def _json(self, data: Mapping[str, Any], status: int = 200) -> None:
        self._send(json.dumps(data).encode(), "application/json", status)

    def _html(self, text: str) -> None:
        self._send(text.encode(), "text/html; charset=utf-8", 200)

    def _send(self, body: bytes, kind: str, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _configuration(issuer: str) -> dict[str, Any]:
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "userinfo_endpoint": f"{issuer}/userinfo",
        "jwks_uri": f"{issuer}/jwks",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }


def _public(key: rsa.RSAPrivateKey) -> dict[str, Any]:
    found = json.loads(RSAAlgorithm.to_jwk(key.public_key()))
    return {**found, "kid": "prova", "use": "sig", "alg": "RS256"}


def _on_this_machine(target: str) -> bool:
    return urlsplit(target).hostname in LOOPBACK


def _verifies(asked: Mapping[str, str], sent: Mapping[str, str]) -> bool:
    if asked["redirect_uri"] != sent.get("redirect_uri"):
        return False
    if not asked["code_challenge"]:
        return True
    digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
    made = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    return secrets.compare_digest(made, asked["code_challenge"])


def _choice_page(query: Mapping[str, str], identities: Sequence[Identity]) -> str:
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{html.escape(query.get(name, ""))}">' for name in KEPT
    )
    buttons = "".join(
        f'<p><button name="identity" value="{number}">{html.escape(each.name)} {html.escape(each.family_name)}'
        f" {html.escape(each.tax_code) or '(senza codice fiscale)'}</button></p>"
        for number, each in enumerate(identities)
    )
    return (
        '<!doctype html><html lang="it"><head><meta charset="utf-8"><title>Identità di prova</title>'
        '<meta name="viewport" content="width=device-width"></head><body><main><h1>Identità di prova</h1>'
        "<p>Persone inventate: scegliere chi essere.</p>"
        f'<form method="post" action="/authorize">{hidden}{buttons}'
        '<p><button name="identity" value="">Annulla</button></p></form></main></body></html>'
    )
