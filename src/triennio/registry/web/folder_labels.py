"""Words of the folder and of dossiers that are not written in a template."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from triennio.registry.domain.folder import Cover

COVER_LABELS: dict[Cover, str | Promise] = {
    "register": _("Registro"),
    "certificate": _("Attestato"),
    "declaration": _("Dichiarazione"),
    "nothing": _("Niente"),
}
AREA_LABELS: dict[str, str | Promise] = {
    "technical": _("Tecnico-professionale"),
    "process": _("Di processo"),
    "system": _("Di sistema"),
}
