"""Roles: what a person is for an organisation. Being oneself (`person`) needs no row."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from triennio.people.tables.organisations import Organisation
from triennio.platform import clock


class Role(models.TextChoices):
    PERSON = "person", _("professionista")
    ORDER_CLERK = "order_clerk", _("segreteria dell’Ordine")
    ORDER_PRESIDENT = "order_president", _("presidenza dell’Ordine")
    PROVIDER_SECRETARY = "provider_secretary", _("segreteria del provider")
    TRAINING_OFFICE = "training_office", _("ufficio formazione")
    WALLET_MANAGER = "wallet_manager", _("gestione del portafoglio")
    ACCOUNTS = "accounts", _("amministrazione contabile")
    SUPPORT = "support", _("assistenza")
    EVENT_ORGANISER = "event_organiser", _("organizzazione di eventi")
    APPROVER = "approver", _("approvazione degli accessi")
    OPERATOR = "operator", _("gestione della piattaforma")
    AUDITOR = "auditor", _("revisione")


class Assignment(models.Model):
    """A role of an account in an organisation, while `until` is empty or later."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=20, choices=Role.choices)
    given = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "organisation", "role"], name="assignment_once", condition=Q(until=None)
            ),
            models.CheckConstraint(condition=~Q(role=Role.PERSON), name="assignment_not_person"),
        ]
