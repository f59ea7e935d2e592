"""The questions about an event, and the event they make."""

from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from triennio.event_calculator.fields import CheckField, TenthsField, WholeField
from triennio.rules.events import Event, EventBook

EVENTS = [
    (
        _("In presenza"),
        [
            ("RES:COURSE", _("Corso")),
            ("RES:CONGRESS", _("Congresso, convegno, simposio")),
            ("RES:WORKSHOP", _("Workshop o seminario dentro un congresso")),
        ],
    ),
    (
        _("A distanza (FAD)"),
        [
            ("FAD:LIVE", _("In diretta: webinar, seminario in rete")),
            ("FAD:ONLINE", _("Online, da soli")),
            ("FAD:SOCIAL", _("Online, in gruppo")),
            ("FAD:NO_ONLINE", _("Senza attività online: testi, video")),
        ],
    ),
    (
        _("Sul campo (FSC)"),
        [
            ("FSC:TRAINING", _("Training individualizzato")),
            ("FSC:GROUPS", _("Gruppo di miglioramento")),
            ("FSC:PROJECTS", _("Progetto di miglioramento")),
            ("FSC:AUDIT", _("Audit clinico o assistenziale")),
            ("FSC:RESEARCH", _("Attività di ricerca")),
        ],
    ),
]
ROLES = [
    ("P", _("Partecipante")),
    ("D", _("Docente")),
    ("R", _("Relatore")),
    ("T", _("Tutor")),
    ("M", _("Moderatore")),
    ("SD", _("Responsabile scientifico")),
    ("E", _("Esperto")),
    ("C", _("Coordinatore")),
]
FORMATS_OF_ROLE = {"D": "RES FAD", "R": "RES FAD", "M": "RES FAD", "E": "FAD FSC", "C": "FSC"}
BODIES = [("nazionale", _("Nazionali")), ("veneto", _("Regione del Veneto"))]
EARLIEST = date(2010, 1, 1)
LATEST = date(2100, 12, 31)


class EventForm(forms.Form):
    """Everything on one page. Questions that do not concern the event are not looked at."""

    use_required_attribute = False

    evento = forms.ChoiceField(choices=EVENTS, label=_("Che evento è"))
    ruolo = forms.ChoiceField(choices=ROLES, label=_("Con quale ruolo"))
    inizio = forms.DateField(
        widget=forms.DateInput(format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        label=_("Giorno d’inizio"),
        help_text=_("Decide quali criteri valgono."),
        error_messages={"required": _("Scrivi il giorno d’inizio."), "invalid": _("Scrivi una data.")},
    )
    ente = forms.ChoiceField(
        choices=BODIES,
        required=False,
        label=_("Criteri di"),
        help_text=_("La Regione del Veneto ha avuto criteri suoi fra il 2018 e il 2019."),
    )
    partecipanti = WholeField(
        most=100_000,
        asked="RES.*.P RES.*.SD",
        only=_("Solo per gli eventi in presenza."),
        label=_("Partecipanti previsti"),
    )
    frontali = WholeField(
        most=60_000,
        asked="RES.*.P RES.*.SD",
        only=_("Solo per gli eventi in presenza."),
        label=_("Minuti di lezione frontale"),
        help_text=_("Senza pause, saluti, registrazione e prova finale."),
    )
    interattivi = WholeField(
        most=60_000,
        asked="RES.*.P RES.*.SD",
        only=_("Solo per gli eventi in presenza."),
        label=_("Minuti con metodi interattivi"),
        help_text=_("Esercitazioni, casi discussi insieme, piccoli gruppi."),
    )
    discussione = WholeField(
        most=6_000,
        asked="RES.COURSE.P RES.COURSE.SD RES.WORKSHOP.P RES.WORKSHOP.SD",
        only=_("Solo per corsi e workshop."),
        label=_("Minuti di discussione dei risultati della prova"),
        help_text=_("Facoltativo. Contano da 5 ore in su, fino a un limite."),
    )
    docenti = WholeField(
        most=10_000,
        asked="RES.COURSE.P RES.COURSE.SD RES.WORKSHOP.P RES.WORKSHOP.SD",
        only=_("Solo per corsi e workshop."),
        label=_("Docenti e tutor presenti"),
        help_text=_("Facoltativo. Per i metodi interattivi: al massimo 25 partecipanti ciascuno."),
    )
    minuti_fad = WholeField(
        most=60_000,
        asked="FAD.*.P FAD.*.SD",
        only=_("Solo per i corsi a distanza."),
        label=_("Minuti di formazione a distanza"),
    )
    esperto = CheckField(
        asked="FAD.*.P FAD.*.SD",
        only=_("Solo per i corsi a distanza."),
        label=_("Un esperto o un tutor sostiene chi partecipa"),
    )
    tempo = WholeField(
        most=60_000,
        asked="*.*.D *.*.R *.*.E RES.*.T FAD.LIVE.T FSC.*.T FSC.*.C FSC.*.SD "
        "FSC.TRAINING.P FSC.GROUPS.P FSC.PROJECTS.P FSC.AUDIT.P",
        only=_("Per chi insegna, e nella formazione sul campo."),
        label=_("Minuti di questo ruolo"),
    )
    documento = CheckField(
        asked="FSC.GROUPS.P FSC.PROJECTS.P",
        only=_("Solo per gruppi e progetti."),
        label=_("È previsto un documento finale"),
    )
    esterno = CheckField(
        asked="FSC.GROUPS.P FSC.PROJECTS.P FSC.AUDIT.P",
        only=_("Solo per gruppi, progetti e audit."),
        label=_("Un esperto esterno convalida il lavoro"),
    )
    comitato = CheckField(
        asked="FSC.GROUPS.P",
        only=_("Solo per i gruppi."),
        label=_("È un comitato aziendale permanente"),
    )
    tema = CheckField(
        asked="RES.*.P RES.*.SD FAD.*.P FAD.*.SD FSC.TRAINING.P FSC.GROUPS.P FSC.PROJECTS.P FSC.AUDIT.P",
        label=_("Tema speciale, di interesse nazionale o regionale"),
    )
    giorni = WholeField(
        most=10_000,
        asked="FSC.RESEARCH.P",
        only=_("Solo per la ricerca."),
        label=_("Durata in giorni"),
        help_text=_("Il primo e l’ultimo compresi."),
    )
    tempo_partecipanti = WholeField(
        most=60_000,
        asked="FSC.*.T FSC.*.E FSC.*.SD FSC.*.C",
        only=_("Solo per la formazione sul campo."),
        label=_("Minuti di chi partecipa"),
        help_text=_("Facoltativo. Fino al 2022 limitano i crediti degli altri ruoli."),
    )
    crediti_evento = TenthsField(
        asked="FSC.*.E FSC.*.SD FSC.*.C",
        only=_("Solo per la formazione sul campo."),
        label=_("Crediti dell’evento"),
        help_text=_("Facoltativo. Con i criteri del 2010 sono il massimo per questi ruoli."),
    )
    insegna = CheckField(
        asked="FSC.*.C",
        only=_("Solo per il coordinatore."),
        label=_("Il coordinatore insegna"),
    )
    sessioni = WholeField(
        most=1_000,
        asked="RES.*.M FAD.LIVE.M",
        only=_("Solo per il moderatore."),
        label=_("Sessioni moderate"),
    )
    mesi = WholeField(
        most=120,
        asked="FAD.ONLINE.T FAD.SOCIAL.T FAD.NO_ONLINE.T",
        only=_("Solo per il tutor di un corso non in diretta."),
        label=_("Mesi di tutoraggio"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def clean_inizio(self) -> date:
        start: date = self.cleaned_data["inizio"]
        if start < EARLIEST:
            raise forms.ValidationError(_("I primi criteri sono del 2010: controlla la data."))
        if start > LATEST:
            raise forms.ValidationError(_("Controlla la data: è troppo avanti nel tempo."))
        return start

    def event(self, book: EventBook) -> Event:
        """The event. Only after `is_valid()`."""
        data = self.cleaned_data
        format, type = data["evento"].split(":")
        body = book.bodies[data["ente"] or "nazionale"]
        return Event(
            criteria=body.criteria_on(data["inizio"]),
            format=format,
            type=type,
            role=data["ruolo"],
            start=data["inizio"],
            frontal_minutes=data["frontali"],
            interactive_minutes=data["interattivi"],
            fad_minutes=data["minuti_fad"],
            sharing_minutes=data["discussione"] or 0,
            role_minutes=_exact(data["tempo"]),
            participants=data["partecipanti"],
            teachers=data["docenti"],
            special_topic=data["tema"],
            expert_support=data["esperto"],
            final_document=data["documento"],
            external_tutor=data["esterno"],
            permanent_committee=data["comitato"],
            coordinator_teaches=data["insegna"],
            days=data["giorni"],
            participant_minutes=_exact(data["tempo_partecipanti"]),
            event_credits=data["crediti_evento"],
            sessions=data["sessioni"],
            months=data["mesi"],
        )


def _exact(minutes: int | None) -> Fraction | None:
    return None if minutes is None else Fraction(minutes)


QUESTION_OF = {
    "frontal_minutes": "frontali",
    "fad_minutes": "minuti_fad",
    "participants": "partecipanti",
    "role_hours": "tempo",
    "duration_days": "giorni",
    "sessions": "sessioni",
    "months": "mesi",
}
"""Which question a missing column of the calculation is."""
