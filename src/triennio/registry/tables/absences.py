"""Exonerations and exemptions. The period is in clear; what kind it is stands sealed, for the person and the rules."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from triennio.people.models import Organisation, Professional
from triennio.platform import clock, vault
from triennio.platform.codes import new_code
from triennio.registry.tables.origin import Origin


class Absence(models.Model):
    """`sealed` holds {"kind", "hours", "chosen_year", "credits"}; kinds are those of the rulebook."""

    class Nature(models.TextChoices):
        EXONERATION = "exoneration", _("esonero")
        EXEMPTION = "exemption", _("esenzione")

    code = models.CharField(max_length=20, unique=True, default=new_code)
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="absences")
    order = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    nature = models.CharField(max_length=12, choices=Nature.choices)
    start = models.DateField()
    end = models.DateField()
    filed = models.DateField(null=True, blank=True)
    sealed = models.BinaryField()
    request = models.ForeignKey(
        "registry.Request", null=True, on_delete=models.PROTECT, related_name="absences"
    )
    origin = models.CharField(max_length=10, choices=Origin.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created = models.DateTimeField(default=clock.now)
    cancelled = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")), name="absence_ends_after_start"
            )
        ]

    def seal(self, content: dict[str, Any]) -> None:
        """Seal what kind it is; needs `code` and `order_id` set."""
        self.sealed = vault.seal(
            json.dumps(content).encode(), organisation=self.order_id, place=f"absence:{self.code}"
        )

    def opened(self) -> dict[str, Any]:
        """What kind it is. Only for the rules, the person, and the clerk who decides."""
        content = vault.unseal(self.sealed, organisation=self.order_id, place=f"absence:{self.code}")
        found: dict[str, Any] = json.loads(content)
        return found
