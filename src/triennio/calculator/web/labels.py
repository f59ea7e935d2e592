"""Words of the pages that are not written in a template."""

from django.utils.translation import gettext_lazy as _

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
