"""Middleware of the shell: security headers, the language a person chose, the request log."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.defaults import page_not_found

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.web.actors import actor_of
from triennio.platform.actions import deny

Handler = Callable[[HttpRequest], HttpResponse]

# Nothing inline and nothing from elsewhere. The style sheet carries pictures and an icon face as data: addresses.
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


class SecurityHeaders:
    """Puts the headers that Django's own middleware does not know on every answer."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the headers set, unless the view set its own."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Frame-Options", "DENY")
        return response


class ChosenLanguage:
    """Italian, unless the person chose another language in the header of the page.

    The browser's own preference is not followed: the texts of the law exist in Italian only, and a page that is
    half in another language should be somebody's choice.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.known = {code for code, _ in settings.LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the cookie."""
        code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = code if code in self.known else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class RequestLog:
    """Writes one line a request: method, route (the pattern, not the address), status, milliseconds."""

    log = logging.getLogger("triennio.request")

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then write the line."""
        start = time.monotonic()
        response = self.get_response(request)
        match = request.resolver_match
        level = logging.ERROR if response.status_code >= 500 else logging.INFO
        route = f"/{match.route}" if match else "-"
        elapsed = (time.monotonic() - start) * 1000
        self.log.log(level, "%s %s %s %.1f ms", request.method, route, response.status_code, elapsed)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Write where an unexpected error happened; the formatter leaves its message out."""
        self.log.error("unexpected error", exc_info=exception)


def _write_down(request: HttpRequest, unseen: OutOfSight) -> None:
    """The one place where a denied read enters the journal. Nobody's tries do not: they could fill it."""
    actor = actor_of(request)
    if actor.account is not None and not unseen.written:
        unseen.written = True
        deny(actor, unseen.what or f"/{request.resolver_match.route if request.resolver_match else ''}")


class Refusals:
    """Turns a refusal that no view caught into a page: what is not theirs does not exist, the rest says what to do.

    Must stand last, next to the views: what it answers passes through all the others.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing of its own."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer refusals; anything else is an error."""
        if isinstance(exception, OutOfSight):
            _write_down(request, exception)
            return page_not_found(request, exception)
        if isinstance(exception, Refusal):
            return render(request, "web/refused.html", {"refusal": exception}, status=409)
        return None
