"""The API as one thing: operations of every room under `/api/v1/`, one shape of errors, the description in OpenAPI."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.urls import URLPattern, re_path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser

from triennio import __version__
from triennio.kernel.messages import N_
from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.api import routers as people
from triennio.people.api.access import Bearer, Session
from triennio.platform.actions import deny
from triennio.platform.api import problems
from triennio.platform.api.calls import PREFIX, Caller, check_size
from triennio.platform.api.problems import MEDIA, Invalid, Trouble, problem
from triennio.platform.api.throttle import PerCaller
from triennio.registry.api import routers as registry

log = logging.getLogger("triennio.api")
DESCRIPTION = (
    "Tutto ciò che le pagine fanno, per i programmi. Importi come testo con due decimali, giorni ISO 8601; "
    "errori come application/problem+json (RFC 9457). Chi scrive manda Idempotency-Key dove è richiesta."
)


class JsonOnly(Parser):
    """Bodies are JSON and say so."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body. Raises Trouble 415."""
        if request.content_type != "application/json":
            raise Trouble(
                415,
                "NOT_JSON",
                N_("Il corpo della richiesta deve essere JSON."),
                N_("Mandare Content-Type: application/json."),
            )
        return super().parse_body(request)


class Api(NinjaAPI):
    """Wraps every address, so that what happens outside operations has the same shape too."""

    def _get_urls(self) -> list[Any]:
        found: list[Any] = []
        for each in super()._get_urls():
            assert isinstance(each, URLPattern)  # noqa: S101 - routers give nothing else
            if each.name != "api-root":
                each.callback = _guarded(each.callback)
            found.append(each)
        return [*found, re_path(r"", _guarded(_unknown), name="unknown")]

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The description. Errors are of their own media type; files are what their operations say."""
        schema = super().get_openapi_schema(path_prefix=PREFIX, path_params=None)
        for operations in schema["paths"].values():
            for each in operations.values():
                for status, answer in each["responses"].items():
                    content = answer.get("content", {})
                    if int(status) >= 400 and "application/json" in content:
                        answer["content"] = {MEDIA: content["application/json"]}
        return schema


def _guarded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @csrf_exempt
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            check_size(request)
            answer = view(request, *args, **kwargs)
        except Trouble as trouble:
            answer = problems.of_trouble(trouble)
        except Exception as error:
            answer = _unexpected(request, error)
        if isinstance(answer, HttpResponseNotAllowed):
            allowed = {"Allow": answer["Allow"]}
            answer = problem(405, "METHOD", N_("Questo indirizzo non ha questo metodo."), headers=allowed)
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer

    return guarded


def _unknown(request: HttpRequest) -> HttpResponse:
    return problem(
        404,
        "NO_SUCH_ADDRESS",
        N_("A questo indirizzo non c’è un’operazione."),
        next_step=N_("L’elenco è alla pagina /api/."),
    )


api = Api(
    title="Triennio",
    version=__version__,
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    auth=[Bearer(), Session()],
    throttle=[PerCaller()],
    parser=JsonOnly(),
    openapi_extra={"info": {"license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}}},
)
for router in (*people.ROUTERS, *registry.ROUTERS):
    api.add_router("", router)


@api.exception_handler(OutOfSight)
def _unseen(request: HttpRequest, error: Any) -> HttpResponse:
    caller = getattr(request, "auth", None)
    if isinstance(caller, Caller) and not error.written:
        error.written = True
        deny(caller.actor, error.what or str(request.resolver_match and request.resolver_match.route))
    return problem(
        404, error.code, error.sentence, next_step=N_("Controllare il codice e con quale accesso si chiede.")
    )


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return problems.of_refusal(error)


@api.exception_handler(Trouble)
def _trouble(request: HttpRequest, error: Any) -> HttpResponse:
    return problems.of_trouble(error)


@api.exception_handler(ValidationError)
def _not_valid(request: HttpRequest, error: Any) -> HttpResponse:
    return problems.of_faults(error.errors)


@api.exception_handler(Invalid)
def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    return problems.not_valid(error.faults)


@api.exception_handler(AuthenticationError)
def _nobody(request: HttpRequest, error: Any) -> HttpResponse:
    return problems.of_trouble(
        Trouble(
            401,
            "NO_TOKEN",
            N_("Questa operazione è di chi ha un accesso."),
            N_("Mandare Authorization: Bearer con una chiave creata alla pagina del proprio account."),
        )
    )


@api.exception_handler(Throttled)
def _too_many(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(
        429,
        "TOO_MANY_CALLS",
        N_("Le chiamate di questo minuto sono finite."),
        next_step=N_("Aspettare i secondi indicati in Retry-After."),
    )


@api.exception_handler(HttpError)
def _library(request: HttpRequest, error: Any) -> HttpResponse:
    """What the library says of a body that it could not read."""
    if isinstance(error.__cause__, Trouble):
        return problems.of_trouble(error.__cause__)
    return problem(
        400,
        "NOT_READABLE",
        N_("Il corpo della richiesta non è JSON ben scritto."),
        next_step=N_("Controllare virgole, virgolette e codifica UTF-8."),
    )


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(413, "BODY_TOO_LARGE", N_("La richiesta supera la grandezza ammessa."))


@api.exception_handler(MultiPartParserError)
def _broken_form(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(400, "NOT_READABLE", N_("Il modulo con il file non è ben scritto."))


@api.exception_handler(SuspiciousOperation)
def _suspicious(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(400, "NOT_READABLE", N_("La richiesta non è ben scritta."))


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Any) -> HttpResponse:
    return _unseen(request, OutOfSight())


@api.exception_handler(Exception)
def _unexpected(request: HttpRequest, error: Any) -> HttpResponse:
    # Only its kind and its places are written: what it says may hold personal data.
    log.error("unexpected error", exc_info=error)
    return problem(
        500,
        "UNEXPECTED",
        N_("Qualcosa non ha funzionato: l’errore è stato annotato."),
        next_step=N_("Riprovare con la stessa Idempotency-Key: nulla sarà fatto due volte."),
    )
