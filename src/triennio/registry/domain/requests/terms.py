"""Terms and addresses of requests: each a named value in one place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

PROOFS_KEPT_DAYS: Final = 180
"""Days after the decision for which the proofs of an absence are kept; then they are deleted."""
LINK_DAYS: Final = 30
"""Days for which the one-time link of a body is valid."""
REPORT_DAYS: Final = 90
"""Days after the end of an event within which its provider reports it (REP-1)."""
PROOFS_AT_MOST: Final = 10
"""Documents of one request."""
NATIONAL_REGISTER_EMAIL: Final = "ecm@cogeaps.it"
"""Where the national register is written to when the provider has already sent its report (MISS-1)."""
DIRECT_YEARS: Final = range(2014, 2019)
"""Years of the events whose missing credits are asked at once, without asking the provider first (MISS-1)."""


def delete_after(decided: date) -> date:
    """The last day on which the proofs of an absence may be kept."""
    return decided + timedelta(days=PROOFS_KEPT_DAYS)


def opens_on(end: date) -> date:
    """The first day on which missing credits may be asked: the provider's ninety days have passed."""
    return end + timedelta(days=REPORT_DAYS + 1)


def direct(end: date) -> bool:
    """Whether the event is of the years for which the provider need not be asked first."""
    return end.year in DIRECT_YEARS
