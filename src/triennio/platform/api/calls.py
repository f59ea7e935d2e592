"""Who calls an operation, and what it may send: the passage from a request to an actor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from ninja.files import UploadedFile

from triennio.kernel.messages import N_
from triennio.platform.api.problems import Trouble
from triennio.platform.permissions import Actor
from triennio.platform.uploads import store

DOOR: Final = "api"
PREFIX: Final = "/api/v1"
# One's own account and data stay open: to leave, or to take one's data along, nothing need be accepted.
_OPEN: Final = ("account", "archive")
MOST_JSON: Final = 1024 * 1024
MOST_UPLOAD: Final = 101 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Caller:
    """The account that calls, by a key or by its session. `ident` is what its calls are counted under."""

    account: int
    code: str
    ident: str

    @property
    def actor(self) -> Actor:
        """As actions and queries know it."""
        return Actor(account=self.account, door=DOOR)


def always_open(path: str) -> bool:
    """Whether the operations at an address (without the prefix) answer also who has new terms to accept."""
    return path.strip("/").split("/")[0] in _OPEN


def caller_of(request: HttpRequest) -> Caller:
    """Who calls. Only inside an operation that is not public."""
    found = getattr(request, "auth", None)
    if not isinstance(found, Caller):
        raise RuntimeError("a public operation asked who calls")
    return found


def actor_of(request: HttpRequest) -> Actor:
    """Who acts."""
    return caller_of(request).actor


def bytes_of(file: UploadedFile, limit: int = store.LIMIT) -> bytes:
    """The bytes of a file. Raises Trouble 413 before they are read."""
    if (file.size or 0) > limit:
        raise Trouble(
            413,
            "FILE_TOO_LARGE",
            N_("Il file supera la grandezza ammessa."),
            N_("Dividerlo, oppure salvarlo più leggero."),
        )
    return bytes(file.read())


def check_size(request: HttpRequest) -> None:
    """Refuse by its declared length a body that no operation takes. Raises Trouble 413."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    most = MOST_UPLOAD if request.content_type == "multipart/form-data" else MOST_JSON
    if length > most:
        raise Trouble(413, "BODY_TOO_LARGE", N_("La richiesta supera la grandezza ammessa."))
