"""Words of the pictures that are not written in a template."""

from django.utils.translation import gettext_lazy as _

from triennio.pictures.domain.shares import KINDS

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
