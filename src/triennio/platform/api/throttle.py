"""How many calls a minute: counted for each key in the cache that all processes share."""

from __future__ import annotations

import time
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from triennio.platform.api.calls import Caller

SECONDS = 60


class PerCaller(BaseThrottle):
    """`TRIENNIO_API_RATE` calls in each minute of the clock; the count of two processes may be short by a few."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Count this call."""
        place = f"api:{_ident(request)}:{int(time.time()) // SECONDS}"
        if cache.add(place, 1, timeout=2 * SECONDS):
            return _rate() >= 1
        try:
            return cache.incr(place) <= _rate()
        except ValueError:  # culled in between: as good as the first
            return True

    def wait(self) -> float:
        """Seconds to the next minute."""
        return SECONDS - time.time() % SECONDS


def _rate() -> int:
    return int(settings.API_RATE)


def _ident(request: HttpRequest) -> str:
    found = getattr(request, "auth", None)
    if isinstance(found, Caller):
        return found.ident
    # Nobody's address is kept, not even here.
    return "nobody:" + sha256(str(request.META.get("REMOTE_ADDR", "")).encode()).hexdigest()[:16]
