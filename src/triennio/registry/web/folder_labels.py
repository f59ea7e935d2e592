"""Words of the folder and of dossiers that are not written in a template."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from triennio.registry.domain.folder import Cover

# In the order of the page: first what is to be done.
COVER_LABELS: dict[Cover, str | Promise] = {
    "nothing": _("Senza prova"),
    "register": _("Registro"),
    "certificate": _("Attestato"),
    "declaration": _("Dichiarazione"),
}
AREA_LABELS: dict[str, str | Promise] = {
    "technical": _("Tecnico-professionale"),
    "process": _("Di processo"),
    "system": _("Di sistema"),
}
