"""The address at which a person's deadlines can be read by a calendar. Only the digest of its token is kept."""

from django.db import models

from triennio.people.models import Professional
from triennio.platform import clock


class CalendarFeed(models.Model):
    """One address for each person; a new one takes the place of the old, which stops answering."""

    professional = models.OneToOneField(Professional, on_delete=models.CASCADE, related_name="calendar")
    token = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(default=clock.now)
