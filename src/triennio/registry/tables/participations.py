"""Participations: one person in one edition of one event, in one role."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from triennio.people.models import Professional
from triennio.platform import clock
from triennio.platform.codes import new_code
from triennio.platform.models import Upload
from triennio.registry.tables.origin import Origin


class NationalReport(models.Model):
    """A provider's report of one edition of one event, as it arrived. A later one of the same edition replaces it."""

    code = models.CharField(max_length=20, unique=True, default=new_code)
    provider_code = models.CharField(max_length=20)
    event_code = models.CharField(max_length=20)
    edition = models.PositiveSmallIntegerField(default=1)
    accrediting_body = models.CharField(max_length=3, blank=True)
    sha256 = models.CharField(max_length=64)
    signer = models.CharField(max_length=200, blank=True)
    signature = models.CharField(max_length=40, blank=True)
    upload = models.ForeignKey(Upload, null=True, on_delete=models.PROTECT, related_name="+")
    received = models.DateTimeField(default=clock.now)
    replaced = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider_code", "event_code", "edition"],
                name="report_in_force_once",
                condition=models.Q(replaced=None),
            )
        ]


class Participation(models.Model):
    """`reported` is the day the provider's report brought it in; while it is empty the credits are only expected."""

    class Practice(models.TextChoices):
        EMPLOYEE = "D", _("dipendente")
        FREELANCE = "L", _("libera professione")
        AGREEMENT = "C", _("convenzionato")
        NOT_EMPLOYED = "P", _("privo di occupazione")

    code = models.CharField(max_length=20, unique=True, default=new_code)
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="participations")
    provider_code = models.CharField(max_length=20, blank=True)
    provider_name = models.CharField(max_length=200, blank=True)
    event_code = models.CharField(max_length=20)
    edition = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=300, blank=True)
    format = models.CharField(max_length=5, blank=True)
    event_type = models.CharField(max_length=12, blank=True)
    role = models.CharField(max_length=20, default="learner")
    objective = models.PositiveSmallIntegerField(null=True, blank=True)
    host_event = models.CharField(max_length=20, blank=True)
    recruited = models.BooleanField(default=False)
    sponsor = models.CharField(max_length=100, blank=True)
    accredited = models.BooleanField(default=True)
    practice = models.CharField(max_length=1, choices=Practice.choices, blank=True)
    hours = models.PositiveSmallIntegerField(null=True, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    acquired = models.DateField()
    credits = models.PositiveIntegerField(help_text="hundredths of a credit")
    origin = models.CharField(max_length=10, choices=Origin.choices)
    report = models.ForeignKey(
        NationalReport, null=True, on_delete=models.PROTECT, related_name="participations"
    )
    reported = models.DateField(null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created = models.DateTimeField(default=clock.now)
    cancelled = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["professional", "provider_code", "event_code", "edition", "role"],
                name="participation_once",
                condition=models.Q(cancelled=None),
            ),
            models.CheckConstraint(
                condition=models.Q(credits__lte=100_000), name="participation_credits_bounded"
            ),
        ]
        indexes = [models.Index(fields=["professional", "acquired"], name="participation_of_person")]
