"""What day it is for the reader, in Italy. The only place of the room that looks at the time."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone


def today() -> date:
    """The day in Rome."""
    return timezone.now().astimezone(ZoneInfo("Europe/Rome")).date()
