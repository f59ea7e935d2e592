"""Words of the pages that are not written in a template."""

from django.utils.translation import gettext_lazy as _

from triennio.calculator.domain.shares import KINDS

KIND_LABELS = dict(
    zip(
        KINDS,
        (
            _("Come discente"),
            _("Come discente, con uno sponsor"),
            _("Come docente, tutor o relatore"),
            _("Individuali riconosciuti"),
            _("Autoformazione"),
        ),
        strict=True,
    )
)

CONFIDENCE_LABELS = {
    "official": _("atto o testo ufficiale"),
    "seed": _("guida di un Ordine professionale"),
    "secondary": _("fonte secondaria: da confermare"),
    "impl": _("ricavata da un sistema pubblico di accreditamento: da confermare"),
    "inferred": _("lettura nostra: il testo non lo dice in modo esplicito"),
}

# Headings of the list of rules, by the first letters of their id; the order is the order of the page.
CHAPTERS = [
    (("OBL", "START", "PRO", "REG", "RET", "MULTI"), _("L’obbligo e quando comincia")),
    (("RED", "PREM"), _("Riduzioni e premialità")),
    (("DOS",), _("Dossier formativo")),
    (("COV", "SEISM", "FLOOD"), _("Covid, terremoti, alluvioni")),
    (("EXO",), _("Esoneri: chi studia")),
    (("EXE",), _("Esenzioni: chi sospende il lavoro")),
    (("CAP", "RAD"), _("Massimi, minimi e quote")),
    (("ACC", "EVT", "FSC"), _("Eventi")),
    (("IND",), _("Formazione individuale")),
    (("REC", "COMP"), _("Recupero e compensazione")),
    (("CERT", "MISS", "INS", "SAN", "FISC"), _("Certificazione, assicurazione, conseguenze")),
    (("ROUND",), _("Arrotondamenti")),
    (("AVV",), _("La formazione degli avvocati")),
]
OTHER_RULES = _("Altre regole")
