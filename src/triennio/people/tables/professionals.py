"""Professionals and the registers they stand in. Two tax codes are two professionals, until a person says otherwise."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from triennio.people.tables.organisations import Organisation
from triennio.platform import clock
from triennio.platform.codes import new_code


class Professional(models.Model):
    code = models.CharField(max_length=20, unique=True, default=new_code)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="professional",
    )
    tax_code = models.CharField(max_length=16, unique=True)
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    born = models.DateField(null=True, blank=True)
    email = models.EmailField(blank=True)
    created = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["last_name", "first_name"], name="professional_name")]

    @property
    def full_name(self) -> str:
        """First and last name, with their accents."""
        return f"{self.first_name} {self.last_name}"


class Registration(models.Model):
    """One professional in one register of one Order."""

    class Practice(models.TextChoices):
        EMPLOYEE = "employee", _("dipendente")
        FREELANCE = "freelance", _("libera professione")

    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="registrations")
    order = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="registrations")
    profession = models.PositiveSmallIntegerField()
    disciplines = models.JSONField(default=list)
    number = models.CharField(max_length=20, blank=True)
    practice = models.CharField(max_length=10, choices=Practice.choices, default=Practice.EMPLOYEE)
    nhs_work = models.BooleanField(default=False)
    main = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["professional", "order", "profession"], name="registration_once")
        ]


class RegisterAct(models.Model):
    """An act of the Order on one registration, on the day it was deliberated."""

    class Kind(models.TextChoices):
        ENROLMENT = "enrolment", _("iscrizione")
        CANCELLATION = "cancellation", _("cancellazione")
        REENROLMENT = "reenrolment", _("reiscrizione")

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="acts")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    date = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["registration", "kind", "date"], name="act_once")]
        ordering = ["date", "pk"]


class Employment(models.Model):
    """A professional on the staff list of a firm or hospital."""

    professional = models.ForeignKey(Professional, on_delete=models.CASCADE, related_name="employments")
    firm = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="staff")
    ward = models.CharField(max_length=100, blank=True)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["professional", "firm", "start"], name="employment_once")
        ]
