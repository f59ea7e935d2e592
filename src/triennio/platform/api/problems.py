"""The one shape of an error of the API: problem+json (RFC 9457), with what to do next and who decides.

`code` is stable; `type` leads to the page of the API, where each kind of error is explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext
from ninja import Field, Schema

from triennio.kernel.messages import N_
from triennio.kernel.refusal import Refusal

MEDIA: Final = "application/problem+json"
PLACE: Final = "/api/#errore-"

TITLES: Final[Mapping[int, str]] = {
    400: N_("La richiesta non si legge"),
    401: N_("Serve una chiave valida"),
    403: N_("Non permesso in questo modo"),
    404: N_("Non c’è, oppure non è visibile con questo accesso"),
    405: N_("Metodo non ammesso a questo indirizzo"),
    409: N_("Non è possibile"),
    413: N_("Troppo grande"),
    415: N_("Formato non ammesso"),
    422: N_("Dati non ammessi"),
    429: N_("Troppe richieste"),
    500: N_("Errore imprevisto"),
}


class Fault(Schema):
    """A value that was not admitted."""

    where: str = Field(description="Dove: body.name, query.limit, header.Idempotency-Key")
    code: str
    detail: str


class Problem(Schema):
    """Why something could not be done."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    next_step: str = Field(description="Che cosa si può fare")
    decides: str = Field(description="Chi può decidere diversamente; vuoto se nessuno")
    faults: list[Fault]


class Trouble(Exception):
    """Raised where the request itself is wrong, before anything was asked of the product."""

    def __init__(self, status: int, code: str, detail: str, next_step: str = "") -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail
        self.next_step = next_step


class Invalid(Exception):
    """Values that a form of the product does not admit."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("NOT_VALID")
        self.faults = faults


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    next_step: str = "",
    decides: str = "",
    faults: Iterable[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The answer. Sentences are Italian message ids or already translated ones."""
    said: dict[str, Any] = {
        "type": f"{PLACE}{status}",
        "title": _told(TITLES[status]),
        "status": status,
        "detail": _told(detail),
        "code": code,
        "next_step": _told(next_step),
        "decides": _told(decides),
        "faults": [each.model_dump() for each in faults],
    }
    return JsonResponse(said, status=status, content_type=MEDIA, headers=headers)


def of_refusal(refusal: Refusal) -> HttpResponse:
    """A refusal: 422 where it is about one field, else 409."""
    sentence, faults = str(refusal.sentence), []
    if refusal.field is not None:
        faults = [Fault(where=f"body.{refusal.field}", code=refusal.code, detail=_told(sentence))]
    return problem(
        422 if faults else 409,
        refusal.code,
        sentence,
        next_step=str(refusal.next_step),
        decides=str(refusal.decides),
        faults=faults,
    )


def of_trouble(trouble: Trouble) -> HttpResponse:
    """What was wrong with the request."""
    headers = {"WWW-Authenticate": "Bearer"} if trouble.status == 401 else None
    return problem(trouble.status, trouble.code, trouble.detail, next_step=trouble.next_step, headers=headers)


_SENTENCES: Final[Mapping[str, str]] = {
    "missing": N_("Manca."),
    "extra_forbidden": N_("Questo nome non è previsto."),
    "string_pattern_mismatch": N_("Non è scritto nel modo ammesso."),
    "string_too_long": N_("È troppo lungo."),
    "string_too_short": N_("È troppo corto."),
    "string_type": N_("Serve un testo."),
    "int_type": N_("Serve un numero intero."),
    "int_parsing": N_("Serve un numero intero."),
    "bool_type": N_("Serve vero o falso."),
    "bool_parsing": N_("Serve vero o falso."),
    "date_from_datetime_parsing": N_("Serve un giorno, così: 2026-03-01."),
    "date_parsing": N_("Serve un giorno, così: 2026-03-01."),
    "literal_error": N_("Non è una delle parole ammesse."),
    "greater_than_equal": N_("È più piccolo del minimo ammesso."),
    "less_than_equal": N_("È più grande del massimo ammesso."),
    "list_type": N_("Serve un elenco."),
    "dict_type": N_("Serve un oggetto."),
    "model_attributes_type": N_("Serve un oggetto."),
}


def of_faults(errors: Iterable[Mapping[str, Any]]) -> HttpResponse:
    """Faults of shapes, as the reader of shapes lists them. Values are never said back."""
    return not_valid([_fault(each) for each in errors])


def not_valid(faults: list[Fault]) -> HttpResponse:
    """Several values are not admitted."""
    return problem(
        422,
        "NOT_VALID",
        N_("Alcuni valori mancano o non sono ammessi."),
        next_step=N_("Correggere i valori elencati e ripetere."),
        faults=faults,
    )


def _fault(error: Mapping[str, Any]) -> Fault:
    place, kind = [str(each)[:60] for each in error["loc"]], str(error["type"])
    if place[0] in ("body", "form", "file") and len(place) > 1:
        # The second word is the name of the argument, which means nothing outside.
        place = ["body", *(place[2:] if place[0] == "body" else place[1:])]
    sentence = _SENTENCES.get(kind, N_("Non è ammesso."))
    return Fault(where=".".join(place)[:200], code=kind.upper(), detail=gettext(sentence))


def _told(sentence: str) -> str:
    # The empty message id is the head of the catalogue.
    return gettext(sentence) if sentence else ""
