"""What else changes an obligation: facts, moved credits."""

from django.conf import settings
from django.db import models

from triennio.people.models import Professional
from triennio.platform import clock
from triennio.platform.codes import new_code
from triennio.registry.tables.origin import Origin
from triennio.registry.tables.participations import Participation


class Fact(models.Model):
    """`data` holds the keys the rules read beside `kind` (triennio, credits, from, share …)."""

    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    request = models.ForeignKey("registry.Request", null=True, on_delete=models.PROTECT, related_name="facts")
    origin = models.CharField(max_length=10, choices=Origin.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created = models.DateTimeField(default=clock.now)
    cancelled = models.DateTimeField(null=True, blank=True)


class Move(models.Model):
    """A participation moved, for good, to the triennio that begins in `to`."""

    code = models.CharField(max_length=20, unique=True, default=new_code)
    participation = models.OneToOneField(Participation, on_delete=models.PROTECT, related_name="move")
    to = models.PositiveSmallIntegerField()
    on = models.DateField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created = models.DateTimeField(default=clock.now)
