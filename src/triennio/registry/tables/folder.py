"""The person's folder: proofs, expenses, the paid days of training."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from triennio.people.models import Professional
from triennio.platform import clock
from triennio.platform.codes import new_code
from triennio.platform.models import Upload
from triennio.registry.tables.individual import IndividualTraining
from triennio.registry.tables.participations import Participation


class Proof(models.Model):
    """A document that proves a credit, or a signed statement of the person that stands for one."""

    class Kind(models.TextChoices):
        CERTIFICATE = "certificate", _("attestato")
        DECLARATION = "declaration", _("dichiarazione sostitutiva")

    code = models.CharField(max_length=20, unique=True, default=new_code)
    professional = models.ForeignKey(Professional, on_delete=models.CASCADE, related_name="proofs")
    participation = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.CASCADE, related_name="proofs"
    )
    training = models.ForeignKey(
        IndividualTraining, null=True, blank=True, on_delete=models.CASCADE, related_name="proofs"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=300, blank=True)
    upload = models.OneToOneField(Upload, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(default=clock.now)


class Expense(models.Model):
    class Kind(models.TextChoices):
        MASTER = "master", _("iscrizione a master")
        COURSE = "course", _("corsi di formazione")
        REFRESHER = "refresher", _("corsi di aggiornamento professionale")
        CONGRESS = "congress", _("convegni e congressi")

    code = models.CharField(max_length=20, unique=True, default=new_code)
    professional = models.ForeignKey(Professional, on_delete=models.CASCADE, related_name="expenses")
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    cents = models.PositiveIntegerField()
    description = models.CharField(max_length=300)
    upload = models.OneToOneField(Upload, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(default=clock.now)


class PaidDay(models.Model):
    """A day of paid leave for training: eight a year, for those employed."""

    code = models.CharField(max_length=20, unique=True, default=new_code)
    professional = models.ForeignKey(Professional, on_delete=models.CASCADE, related_name="paid_days")
    day = models.DateField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["professional", "day"], name="paid_day_once")]
