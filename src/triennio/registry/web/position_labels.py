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
