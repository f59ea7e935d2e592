"""Bodies that stand in the installation: each row of theirs carries their id, and they see no one else's."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from triennio.platform import clock
from triennio.platform.codes import new_code


class Organisation(models.Model):
    class Kind(models.TextChoices):
        ORDER = "order", _("Ordine")
        BAR = "bar", _("Ordine degli avvocati")
        PROVIDER = "provider", _("Provider")
        FIRM = "firm", _("Azienda o ospedale")
        OPERATOR = "operator", _("Gestore della piattaforma")

    code = models.CharField(max_length=20, unique=True, default=new_code)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=200)
    registry_code = models.CharField(max_length=20, blank=True)
    support_email = models.EmailField(blank=True)
    group_dossier = models.BooleanField(default=False)
    created = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "registry_code"],
                name="organisation_registry_code_once",
                condition=~models.Q(registry_code=""),
            )
        ]

    def __str__(self) -> str:
        return self.name
