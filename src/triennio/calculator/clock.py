"""What day it is for the person: the calendar of Italy, whatever the clock of the server says.

The only place of the app that looks at the time, so a test sets the day here.
"""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

ROME = ZoneInfo("Europe/Rome")


def today() -> date:
    return timezone.now().astimezone(ROME).date()
