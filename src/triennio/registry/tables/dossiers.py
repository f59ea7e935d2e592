"""The dossier formativo: a person's own, and those of a group."""

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
    """A professional in a group dossier."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="members")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="group_dossiers")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "professional"], name="dossier_member_once")
        ]
