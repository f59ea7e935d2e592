"""Words of the pages of requests that belong to no single kind."""

from django.utils.translation import gettext_lazy as _

FAMILIES = {
    "individual": _("Crediti individuali"),
    "absence": _("Esoneri ed esenzioni"),
    "missing": _("Crediti mancanti"),
    "data": _("Dati nel registro"),
}
ROLES = {
    "proof": _("Documento"),
    "reminder": _("Messaggi con il provider"),
    "declaration": _("Dichiarazione firmata"),
}
# State → the class of its colour; the word always stands beside it.
TONES = {
    "draft": "",
    "sent": "certificate",
    "asked": "nothing",
    "forwarded": "declaration",
    "accepted": "register",
    "refused": "no",
    "withdrawn": "",
}
ICONS = {
    "draft": "pencil",
    "sent": "mail",
    "asked": "help-circle",
    "forwarded": "arrow-right-circle",
    "accepted": "check-circle",
    "refused": "close-circle",
    "withdrawn": "minus-circle",
}
STEPS = ((1, _("Risposte")), (2, _("Documenti")), (3, _("Effetto e invio")))
