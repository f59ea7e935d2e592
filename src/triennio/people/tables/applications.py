"""Signing up: terms accepted in a version, and a request that an office decides by hand."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from triennio.people.tables.organisations import Organisation
from triennio.platform import clock
from triennio.platform.codes import new_code


class Terms(models.Model):
    """One published version of the terms of use. Never changed: a new text is a new version."""

    version = models.CharField(max_length=20, unique=True)
    text = models.TextField()
    published = models.DateTimeField()


class TermsAcceptance(models.Model):
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="accepted_terms"
    )
    terms = models.ForeignKey(Terms, on_delete=models.PROTECT)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "terms"], name="terms_accepted_once")]


class Application(models.Model):
    """A person asks an Order (or an organiser) to be admitted; somebody there decides, with a reason."""

    class State(models.TextChoices):
        WAITING = "waiting", _("in attesa")
        ACCEPTED = "accepted", _("accolta")
        REFUSED = "refused", _("respinta")

    code = models.CharField(max_length=20, unique=True, default=new_code)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="applications"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="applications")
    tax_code = models.CharField(max_length=16)
    profession = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=500, blank=True)
    verified_by = models.CharField(
        max_length=20, blank=True
    )  # identity provider that vouched for name and code
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    created = models.DateTimeField(default=clock.now)
    decided = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)
    exception = models.BooleanField(default=False)
    exception_note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "organisation"],
                name="application_waiting_once",
                condition=models.Q(state="waiting"),
            )
        ]
