"""Words for codes that the pages of a position show."""

from django.utils.translation import gettext_lazy as _

ROLE_LABELS = {
    "learner": _("discente"),
    "teacher": _("docente"),
    "tutor": _("tutor"),
    "speaker": _("relatore"),
    "moderator": _("moderatore"),
    "scientific_director": _("responsabile scientifico"),
    "coordinator": _("coordinatore"),
    "expert": _("esperto"),
}

# What an employer and a list read of a verdict: no amount, nothing that tells why.
VERDICT_LABELS = {
    "not_bound": _("nessun obbligo nel triennio"),
    "nothing_owed": _("in regola"),
    "missing": _("mancano crediti"),
    "missing_learner": _("mancano crediti come discente"),
    "reached": _("in regola"),
}

FORMAT_LABELS = {
    "RES": _("in presenza (RES)"),
    "FAD": _("a distanza (FAD)"),
    "FSC": _("sul campo (FSC)"),
    "BLENDED": _("mista"),
}
