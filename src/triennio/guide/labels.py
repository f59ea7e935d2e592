"""Words of the guide that are not written in a template."""

from django.utils.translation import gettext_lazy as _

CONFIDENCE = {
    "official": _("atto o testo ufficiale"),
    "order": _("guida di un Ordine professionale"),
    "secondary": _("fonte secondaria: da confermare"),
    "impl": _("ricavata da un sistema pubblico di accreditamento: da confermare"),
    "inferred": _("lettura nostra: il testo non lo dice in modo esplicito"),
    "product": _("scelta di questo sito, non è una norma"),
}
