"""What every page of the shell knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """The address of the office that helps, and whether this is a demonstration."""
    del request
    return {"support_email": settings.SUPPORT_EMAIL, "demonstration": settings.DEMONSTRATION}
