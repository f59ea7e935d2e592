"""The dossier formativo: a person's own, and those of a group."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from triennio.people.models import Organisation, Professional
from triennio.platform import clock
from triennio.platform.codes import new_code


class Dossier(models.Model):
    """Individual (`professional` set) or of a group (`organisation` set); `triennio` is the year it begins in."""

    class Type(models.TextChoices):
        INDIVIDUAL = "individual", _("individuale")
        GROUP = "group", _("di gruppo")

    code = models.CharField(max_length=20, unique=True, default=new_code)
    type = models.CharField(max_length=10, choices=Type.choices)
    professional = models.ForeignKey(
        Professional, null=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    name = models.CharField(max_length=200, blank=True)
    triennio = models.PositiveSmallIntegerField()
    built = models.DateField()
    realised = models.BooleanField(null=True, blank=True)
    created = models.DateTimeField(default=clock.now)
    cancelled = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(type="individual", professional__isnull=False, organisation=None)
                | models.Q(type="group", professional=None, organisation__isnull=False),
                name="dossier_of_one",
            ),
            models.UniqueConstraint(
                fields=["professional", "triennio"],
                name="dossier_individual_once",
                condition=models.Q(type="individual", cancelled=None),
            ),
        ]


class DossierObjective(models.Model):
    """One of at most ten objectives, with the share of the training it should take (whole percent)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="objectives")
    objective = models.PositiveSmallIntegerField()
    percent = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "objective"], name="dossier_objective_once")
        ]


class DossierMember(models.Model):
    """A period of a professional in a group dossier: who leaves and comes back has two. `until` equal to `since` is
    somebody put in by mistake, who never was in it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="members")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="group_dossiers")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "professional"],
                name="dossier_member_once",
                condition=models.Q(until=None),
            )
        ]


class DossierRequest(models.Model):
    """An organisation asks to be enabled to group dossiers; the operator decides, with a reason."""

    class State(models.TextChoices):
        WAITING = "waiting", _("in attesa")
        ACCEPTED = "accepted", _("accolta")
        REFUSED = "refused", _("respinta")

    code = models.CharField(max_length=20, unique=True, default=new_code)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="dossier_requests")
    note = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                name="dossier_request_waiting_once",
                condition=models.Q(state="waiting"),
            )
        ]
