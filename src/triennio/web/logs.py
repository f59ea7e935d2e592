"""Logs without people: no address, no query string, no body, no message of an exception.

The messages of exceptions quote the data that broke them (a database error quotes the row), so a traceback is
written as the type and the places only.
"""

import logging
import traceback
from typing import Any


class PlacesOnly(logging.Formatter):
    """Writes an exception as its type and the lines it passed through."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - name of the standard library
        """Return `Type`, then one line a frame, innermost last."""
        kind, _, trace = ei
        frames = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return "\n".join([kind.__name__ if kind else "?", *frames])


def logging_config(level: str) -> dict[str, Any]:
    """Return the `dictConfig` of the product: everything to standard error, one line an event."""
    quiet = {"handlers": [], "level": "CRITICAL", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": "triennio.web.logs.PlacesOnly",
                "format": "{asctime} {levelname} {name} {message}",
                "style": "{",
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django writes whole paths and messages here; triennio.request says the same without them.
            "django.request": quiet,
            "django.server": quiet,
            "django.security": quiet,
            "django.db.backends": {"level": "INFO"},
            "asyncio": {"level": "WARNING"},
            "uvicorn.access": quiet,
        },
    }
