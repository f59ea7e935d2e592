"""The form of the trial: five things one may try, alone or together; each is tried when its first field is filled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from triennio.kernel.triennio import Triennio
from triennio.kernel.units import italian
from triennio.registry.domain import whatif
from triennio.registry.domain.requests.kinds import exemption, exoneration
from triennio.registry.models import IndividualTraining
from triennio.registry.queries.whatif import Choice
from triennio.registry.web.position_labels import FORMAT_LABELS, ROLE_LABELS
from triennio.rules.ecm.facts import EXEMPTION_KINDS, EXONERATION_KINDS

FIRST_DAY = date(2014, 1, 1)
MOST = Decimal(300)
NOTHING = ("", gettext_lazy("niente"))
# What opens a part → the fields that it then needs.
PARTS = {
    "course": ("course_credits", "course_day"),
    "dossier": ("dossier_type", "dossier_built"),
    "absence": ("absence_kind", "absence_from", "absence_to"),
    "individual": ("individual_kind", "individual_credits", "individual_day"),
}
_NOT_TRIED = frozenset({"unlisted", exemption.RETIRED})


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


def _credits(label: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=7, widget=widget)


def _choice(label: Any, options: Sequence[tuple[str, Any]], *, first: Any = NOTHING) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[first, *options] if first else options)


class TrialForm(forms.Form):
    """`last` is the last day one may name: the end of the triennio of today."""

    course_credits = _credits(gettext_lazy("Crediti del corso"))
    course_day = _day(gettext_lazy("Giorno in cui finisce"))
    course_role = _choice(gettext_lazy("Ruolo"), list(ROLE_LABELS.items()), first=None)
    course_format = _choice(
        gettext_lazy("Tipo"), list(FORMAT_LABELS.items()), first=("", gettext_lazy("non so"))
    )
    course_recruited = forms.BooleanField(label=gettext_lazy("Invitato da uno sponsor"), required=False)
    dossier_type = _choice(
        gettext_lazy("Dossier formativo"),
        [("individual", gettext_lazy("individuale")), ("group", gettext_lazy("di gruppo"))],
    )
    dossier_built = _day(gettext_lazy("Costruito il"))
    dossier_realised = forms.BooleanField(label=gettext_lazy("Poi realizzato"), required=False)
    move = forms.ChoiceField(label=gettext_lazy("Partecipazione da spostare"), required=False)
    absence_kind = forms.ChoiceField(label=gettext_lazy("Motivo"), required=False)
    absence_from = _day(gettext_lazy("Dal"))
    absence_to = _day(gettext_lazy("Al"))
    individual_kind = _choice(gettext_lazy("Attività"), list(IndividualTraining.Kind.choices))
    individual_credits = _credits(gettext_lazy("Crediti che sarebbero riconosciuti"))
    individual_day = _day(gettext_lazy("Giorno in cui finisce"))

    def __init__(self, *args: Any, choices: Sequence[Choice], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.last = today, Triennio.of(today).end
        self.movable = {each.code: each for each in choices}
        move, absence = self.fields["move"], self.fields["absence_kind"]
        move.choices = [NOTHING, *((each.code, _said(each)) for each in choices)]  # type: ignore[attr-defined]
        absence.choices = _absences()  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField):
                field.widget.attrs |= {"min": FIRST_DAY.isoformat(), "max": self.last.isoformat()}
            if name.endswith("_credits"):
                field.widget.attrs["size"] = "7"

    def clean_course_credits(self) -> str:
        return self._amount("course_credits")

    def clean_individual_credits(self) -> str:
        return self._amount("individual_credits")

    def clean(self) -> dict[str, Any]:
        """A part that was begun is whole; every day lies where the rules can judge it."""
        found = super().clean() or {}
        for fields in PARTS.values():
            self._whole(found, fields)
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField) and found.get(name):
                self._within(name, found[name])
        since, until = found.get("absence_from"), found.get("absence_to")
        if since and until and until < since:
            self.add_error("absence_to", _("La fine viene prima dell’inizio."))
        return found

    def trial(self) -> whatif.Trial:
        """What is to be tried. Only after `is_valid`."""
        said = self.cleaned_data
        course = plan = moving = away = individual = None
        if said["course_credits"]:
            course = whatif.Course(
                said["course_credits"], said["course_day"], said["course_role"] or "learner",
                said["course_format"], said["course_recruited"],
            )  # fmt: skip
        if said["dossier_type"]:
            plan = whatif.Plan(said["dossier_type"], said["dossier_built"], said["dossier_realised"])
        if said["move"]:
            moving = whatif.Moving(said["move"], self.movable[said["move"]].to)
        if said["absence_kind"]:
            group, _sep, kind = said["absence_kind"].partition(":")
            away = whatif.Away(group, kind, said["absence_from"], said["absence_to"])
        if said["individual_kind"]:
            individual = whatif.Individual(
                said["individual_kind"], said["individual_credits"], said["individual_day"]
            )
        return whatif.Trial(course, plan, moving, away, individual)

    def _amount(self, name: str) -> str:
        text = self.cleaned_data[name].strip().replace(",", ".")
        if not text:
            return ""
        whole, _dot, rest = text.partition(".")
        if not (whole.isascii() and whole.isdigit()) or (rest and not (rest.isascii() and rest.isdigit())):
            raise forms.ValidationError(_("Scrivi un numero, per esempio 25 oppure 18,4."))
        if len(rest) > 2 or not 0 < Decimal(text) <= MOST:
            raise forms.ValidationError(_("Scrivi un numero fra 0,1 e 300, con al massimo due decimali."))
        return text

    def _whole(self, found: dict[str, Any], fields: tuple[str, ...]) -> None:
        if not any(found.get(name) for name in fields):
            return
        for name in fields:
            if not found.get(name) and name not in self.errors:
                self.add_error(name, _("Manca per provare questa parte."))

    def _within(self, name: str, day: date) -> None:
        if not FIRST_DAY <= day <= self.last:
            self.add_error(name, _("Scegli un giorno fra il 2014 e la fine del triennio in corso."))


def _said(each: Choice) -> str:
    amount = italian(f"{each.hundredths // 100}.{each.hundredths % 100:02d}")
    values = {"title": each.title, "amount": amount, "to": str(each.to)}
    return _("%(title)s, %(amount)s crediti, al %(to)s") % values


def _absences() -> list[tuple[str, Any]]:
    groups = (
        (_("Esenzioni: sospensione del lavoro"), "exemptions", EXEMPTION_KINDS, exemption.LABELS),
        (_("Esoneri: studio e formazione"), "exonerations", EXONERATION_KINDS, exoneration.LABELS),
    )
    found: list[tuple[str, Any]] = [NOTHING]
    for title, group, kinds, labels in groups:
        tryable = [kind for kind in kinds if kind in labels and kind not in _NOT_TRIED]
        found.append((title, [(f"{group}:{kind}", _(labels[kind])) for kind in tryable]))
    return found
