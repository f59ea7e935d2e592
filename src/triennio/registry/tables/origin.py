"""Where a row comes from: everything in the register can say it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    REPORT = "report", _("rapporto del provider")
    IMPORT = "import", _("archivio dell’Ordine")
    REQUEST = "request", _("richiesta accolta")
    OFFICE = "office", _("inserito dall’Ordine")
    PERSON = "person", _("dichiarato dal professionista")
    EVENT = "event", _("evento di questa piattaforma")
