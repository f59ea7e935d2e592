"""The questions of the three steps: what may be answered, and a clear sentence beside what may not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from triennio.calculator.domain.answers import NOTHING, Absence, AbsenceKind, Answers, Credits
from triennio.calculator.domain.periods import offered
from triennio.calculator.web.fields import CreditsField, MonthsField, WholeHoursField, YearField
from triennio.kernel.triennio import Triennio

DOSSIERS = [
    ("none", _("No")),
    ("individual", _("Sì, individuale")),
    ("group", _("Sì, di gruppo (Ordine o azienda)")),
]
ABSENCES = [
    ("none", _("Nessuna assenza")),
    ("suspended_months", _("Alcuni mesi di sospensione dal lavoro")),
    ("suspended_year", _("Tutto l’anno: sospensione dal lavoro")),
    ("course_year", _("Tutto l’anno: corso di studio")),
    ("unsaid_year", _("Tutto l’anno: preferisco non dire perché")),
]
EARLIEST_ENROLMENT = 1940


@dataclass(frozen=True, slots=True)
class Lists:
    """What can be chosen, as the rulebook has it."""

    professions: Sequence[tuple[int, str]]
    trienni: Sequence[Triennio]


class CalculatorForm(forms.Form):
    """All three steps. `today` decides which periods can be chosen and which years have begun."""

    use_required_attribute = False

    professione = forms.TypedChoiceField(
        coerce=int,
        label=_("La tua professione"),
        error_messages={"required": _("Scegli la tua professione."), "invalid_choice": _("Scegli una voce.")},
    )
    periodo = forms.TypedChoiceField(
        coerce=Triennio.parse,
        label=_("Il periodo di tre anni"),
        error_messages={"required": _("Scegli il periodo."), "invalid_choice": _("Scegli una voce.")},
    )
    iscrizione = YearField(
        help_text=_("L’obbligo comincia il 1º gennaio dell’anno dopo. Va bene anche una data intera."),
        label=_("Anno di iscrizione all’Ordine o all’albo"),
    )
    lavoro = forms.ChoiceField(
        choices=[("employee", _("Dipendente")), ("freelance", _("Libero professionista"))],
        widget=forms.RadioSelect,
        help_text=_("Fino al 2016 i dipendenti avevano anche un minimo e un massimo per anno."),
        label=_("Come lavori"),
        error_messages={"required": _("Scegli come lavori."), "invalid_choice": _("Scegli una voce.")},
    )
    ssn = forms.BooleanField(
        required=False,
        help_text=_(
            "Fino al 2019 gli psicologi avevano l’obbligo solo se lavoravano per il Servizio sanitario."
        ),
        label=_("Prima del 2020 lavoravo per il Servizio sanitario"),
    )

    precedenti = CreditsField(
        help_text=_("Quelli riconosciuti nei tre anni prima. Se l’iscrizione è venuta dopo, lascia vuoto."),
        label=_("Crediti del periodo precedente"),
    )
    precedenti_non_so = forms.BooleanField(required=False, label=_("Non lo so"))
    dossier = forms.ChoiceField(
        choices=DOSSIERS,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("È il piano della tua formazione, fatto sul portale nel primo o nel secondo anno."),
        label=_("Hai costruito un dossier formativo in questo periodo?"),
    )
    dossier_tardi = forms.BooleanField(required=False, label=_("L’ho costruito dopo il 25 luglio 2019"))
    dossier_prima = forms.ChoiceField(
        choices=DOSSIERS,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Realizzato: almeno il 70 % di quello che era previsto."),
        label=_("Nel periodo precedente hai realizzato un dossier formativo?"),
    )
    premialita = forms.BooleanField(
        required=False,
        help_text=_("Chi era certificabile per tutti i periodi passati riceve uno sconto automatico."),
        label=_("Al 3 luglio 2025 ero in regola con tutti i periodi passati"),
    )
    chiuso_tardi = forms.BooleanField(
        required=False,
        help_text=_("Chi ha usato la proroga perde la riduzione per i crediti del periodo precedente."),
        label=_("Ho chiuso il 2017-2019 con crediti presi nel 2020 o nel 2021"),
    )
    vaccini = CreditsField(
        help_text=_("Facoltativo. Danno un’altra riduzione, fino a 10 crediti."),
        label=_("Crediti del 2017-2019 sui vaccini"),
    )
    sisma_2009 = forms.BooleanField(
        required=False,
        help_text=_("Vivevi o lavoravi in uno dei comuni colpiti."),
        label=_("Terremoto del 2009 in Abruzzo"),
    )
    sisma_2012 = forms.BooleanField(
        required=False,
        help_text=_("Vivevi o lavoravi in uno dei comuni colpiti."),
        label=_("Terremoto del maggio 2012"),
    )
    sisma_2016 = forms.BooleanField(
        required=False,
        help_text=_("Vivevi o lavoravi in uno dei comuni colpiti."),
        label=_("Terremoti del 2016 e 2017"),
    )
    alluvione = forms.BooleanField(
        required=False,
        help_text=_("Vivevi o lavoravi in uno dei comuni colpiti."),
        label=_("Alluvioni del maggio 2023"),
    )
    assenza_1 = forms.ChoiceField(choices=ABSENCES, required=False, label=_("Primo anno"))
    assenza_2 = forms.ChoiceField(choices=ABSENCES, required=False, label=_("Secondo anno"))
    assenza_3 = forms.ChoiceField(choices=ABSENCES, required=False, label=_("Terzo anno"))
    mesi_1 = MonthsField(label=_("Mesi di sospensione nel primo anno"))
    mesi_2 = MonthsField(label=_("Mesi di sospensione nel secondo anno"))
    mesi_3 = MonthsField(label=_("Mesi di sospensione nel terzo anno"))

    discente = CreditsField(
        help_text=_(
            "Corsi, convegni, webinar, formazione sul campo. Il totale: comprende le due righe sotto."
        ),
        label=_("Crediti come discente"),
    )
    reclutato = CreditsField(
        help_text=_("Un’azienda ti ha fatto partecipare e ne ha pagato i costi."),
        label=_("di cui con uno sponsor (reclutamento)"),
    )
    radioprotezione = CreditsField(
        help_text=_("Facoltativo: serve per la quota dovuta da alcune professioni."),
        label=_("di cui in radioprotezione"),
    )
    docenza = CreditsField(
        help_text=_("Anche moderatore o responsabile scientifico."),
        label=_("Crediti come docente, tutor o relatore"),
    )
    individuali = CreditsField(
        help_text=_("Pubblicazioni, sperimentazioni, tutoraggio, formazione all’estero."),
        label=_("Crediti individuali riconosciuti"),
    )
    autoformazione = WholeHoursField(
        help_text=_("Studio personale dichiarato sul portale: un’ora vale un credito."),
        label=_("Ore di autoformazione"),
    )

    def __init__(self, *args: Any, today: date, lists: Lists, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.today = today
        self.periods = offered(today, lists.trienni)
        self.fields["professione"].choices = [("", _("Scegli…")), *lists.professions]  # type: ignore[attr-defined]
        self.fields["periodo"].choices = [(str(t), str(t)) for t in self.periods]  # type: ignore[attr-defined]
        self.fields["periodo"].initial = str(self.periods[0])
        for name in ("dossier", "dossier_prima"):
            self.fields[name].initial = "none"

    def clean_iscrizione(self) -> int | None:
        year: int | None = self.cleaned_data["iscrizione"]
        if year is None:
            raise ValidationError(_("Scrivi l’anno della tua iscrizione all’Ordine o all’albo."))
        if year > self.today.year:
            raise ValidationError(_("Quest’anno non è ancora cominciato: controlla l’anno."))
        if year < EARLIEST_ENROLMENT:
            raise ValidationError(_("Controlla l’anno: è troppo indietro nel tempo."))
        return year

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._check_previous(data)
        for index in (1, 2, 3):
            self._check_absence(data, index)
        self._check_part(data, "reclutato", _("I crediti con uno sponsor sono più di quelli come discente."))
        self._check_part(
            data, "radioprotezione", _("I crediti in radioprotezione sono più di quelli come discente.")
        )
        return data

    def _check_previous(self, data: dict[str, Any]) -> None:
        if data.get("precedenti") is not None and data.get("precedenti_non_so"):
            self.add_error("precedenti", _("Hai scritto un numero e scelto «non lo so»: togli uno dei due."))

    def _check_part(self, data: dict[str, Any], name: str, sentence: Any) -> None:
        part, whole = data.get(name), data.get("discente") or NOTHING
        if part is not None and "discente" not in self.errors and part > whole:
            self.add_error(name, sentence)

    def _check_absence(self, data: dict[str, Any], index: int) -> None:
        kind, months = data.get(f"assenza_{index}") or "none", data.get(f"mesi_{index}")
        period: Triennio | None = data.get("periodo")
        if kind == "none" or period is None:
            return
        year = period.years[index - 1]
        if year > self.today.year:
            sentence = _("Il %(year)s non è ancora cominciato: un’assenza futura non si può contare.")
            self.add_error(f"assenza_{index}", ValidationError(sentence, params={"year": year}))
        elif kind == "suspended_months" and months is None and f"mesi_{index}" not in self.errors:
            self.add_error(f"mesi_{index}", _("Scrivi per quanti mesi."))

    def answers(self) -> Answers:
        """The answers, parsed. Only after `is_valid()`."""
        data = self.cleaned_data
        return Answers(
            profession=data["professione"],
            triennio=data["periodo"],
            enrolled=data["iscrizione"],
            practice=data["lavoro"],
            nhs_work=data["ssn"],
            previous_credits=data["precedenti"],
            dossier_now=data["dossier"] or "none",
            dossier_now_late=data["dossier_tardi"],
            dossier_before=data["dossier_prima"] or "none",
            certified=data["premialita"],
            closed_late=data["chiuso_tardi"],
            vaccines=data["vaccini"] or NOTHING,
            earthquake_2009=data["sisma_2009"],
            earthquake_2012=data["sisma_2012"],
            earthquake_2016=data["sisma_2016"],
            flood_2023=data["alluvione"],
            absences=(self._absence(1), self._absence(2), self._absence(3)),
            credits=self._credits(),
        )

    def _absence(self, index: int) -> Absence:
        kind: AbsenceKind = self.cleaned_data[f"assenza_{index}"] or "none"
        months = self.cleaned_data[f"mesi_{index}"] or 0
        return Absence(kind, months if kind == "suspended_months" else 0)

    def _credits(self) -> Credits:
        data = self.cleaned_data
        return Credits(
            learner=data["discente"] or NOTHING,
            recruited=data["reclutato"] or NOTHING,
            radiation=data["radioprotezione"] or NOTHING,
            teaching=data["docenza"] or NOTHING,
            individual=data["individuali"] or NOTHING,
            self_training_hours=data["autoformazione"] or NOTHING,
        )
