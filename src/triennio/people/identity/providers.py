"""Which identity providers this installation has: read from the settings, never from the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode


@dataclass(frozen=True, slots=True)
class Provider:
    """`code` stands in addresses (`spid`, `cie`), `name` is shown."""

    code: str
    name: str

    def address(self, process: str) -> str:
        """Where it begins: `login`, or `connect` for somebody already signed in."""
        start = reverse("openid_connect_login", kwargs={"provider_id": self.code})
        return f"{start}?{urlencode({'process': process})}" if process != "login" else start


def configured() -> tuple[Provider, ...]:
    """Those that are set up, in the order of the settings."""
    apps: Any = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return tuple(Provider(app["provider_id"], app["name"]) for app in apps)
