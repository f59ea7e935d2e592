"""Answers about an address that take the same time whether it has an account or not.

Signing up writes rows, telling somebody that the account exists does not: a clock could tell the two apart. The pages
that take an address without a password answer no earlier than a floor that both stay below.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

FLOOR_SECONDS = 0.6
PAGES = {"account_signup", "account_request_login_code", "account_reset_password"}


class Evenly:
    """Stands outside the pages' own work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and wait for the floor where the page is one of those."""
        start = time.monotonic()
        response = self.get_response(request)
        match = request.resolver_match
        if request.method == "POST" and match is not None and match.url_name in PAGES:
            time.sleep(max(0.0, start + FLOOR_SECONDS - time.monotonic()))
        return response
