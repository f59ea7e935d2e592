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
    "order": _("guida di un Ordine professionale"),
    "secondary": _("fonte secondaria: da confermare"),
    "impl": _("ricavata da un sistema pubblico di accreditamento: da confermare"),
    "inferred": _("lettura nostra: il testo non lo dice in modo esplicito"),
}

# (before most days, before «8» and «11»): no catalogue can elide an article.
PREPOSITIONS = {
    "it": {
        "on": ("il ", "l’"),
        "by": ("entro il ", "entro l’"),
        "until": ("fino al ", "fino all’"),
        "since": ("dal ", "dall’"),
        "of": ("del ", "dell’"),
    },
    "en": {
        "on": ("on ", "on "),
        "by": ("by ", "by "),
        "until": ("until ", "until "),
        "since": ("since ", "since "),
        "of": ("of ", "of "),
    },
    "de": {
        "on": ("am ", "am "),
        "by": ("bis zum ", "bis zum "),
        "until": ("bis zum ", "bis zum "),
        "since": ("seit dem ", "seit dem "),
        "of": ("vom ", "vom "),
    },
}
