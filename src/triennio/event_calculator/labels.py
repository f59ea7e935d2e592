"""Words of the pages that are not written in a template."""

from django.utils.translation import gettext_lazy as _

CHAPTERS = [
    (_("Dal 2019"), [f"EVT-{n}" for n in ("1", "2", "X", *range(3, 15))]),
    (_("I ruoli, prima e dopo il 2023"), [f"EVT-R{n}" for n in range(1, 7)]),
    (_("I criteri del 2010"), [f"OLD-{n}" for n in range(1, 7)]),
    (_("Arrotondamenti, e il Veneto nel 2018"), [f"event-credits-{n}" for n in range(1, 5)]),
    (
        _("Avere i crediti, comunicarli"),
        ["TEST-1", "TEST-2", "ATT-1", "QUAL-1", "DATE-1", "ADM-1", "REP-1", "REP-2"],
    ),
]
CONFIDENCE = {
    "official": _("atto o testo ufficiale"),
    "order": _("guida di un Ordine professionale"),
    "secondary": _("fonte secondaria: da confermare"),
    "impl": _("ricavata da un sistema pubblico di accreditamento: da confermare"),
    "inferred": _("lettura nostra: il testo non lo dice in modo esplicito"),
}
