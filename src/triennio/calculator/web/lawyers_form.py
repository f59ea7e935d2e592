"""The questions to a lawyer: who, away from when to when, credits by year and subject."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from triennio.calculator.domain.lawyers.case import LAST_WITH_LIMIT, NOTHING, Answers, Credits
from triennio.calculator.domain.lawyers.periods import Years, right_one
from triennio.calculator.web.fields import CreditsField, DayField, YearField

EARLIEST = 1940
OLDEST_AGE, YOUNGEST_AGE = 110, 18
SUBJECT_LABELS = {
    "o": _("Materie ordinarie"),
    "b": _("Ordinamento e previdenza forensi"),
    "d": _("Deontologia"),
    "a": _("di cui a distanza"),
}


class LawyerForm(forms.Form):
    """`years` are those asked about: four amounts each, three from 2020 on."""

    use_required_attribute = False

    iscrizione = YearField(
        label=_("Anno di iscrizione all’albo degli avvocati"),
        help_text=_("L’obbligo comincia il 1º gennaio dell’anno dopo. Va bene anche una data intera."),
    )
    nascita = YearField(
        label=_("Anno di nascita"),
        help_text=_("Facoltativo. Dall’anno dei 60 anni di età, o dei 25 di albo, non si deve più nulla."),
    )
    esonero_da = DayField(label=_("Primo giorno"))
    esonero_a = DayField(label=_("Ultimo giorno"))

    def __init__(self, *args: Any, years: Years, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.years, self.today = years, today
        for year in years.numbers:
            for letter in letters(year):
                self.fields[f"{letter}_{year}"] = CreditsField(
                    label=format_lazy("{} {}", SUBJECT_LABELS[letter], year)
                )

    def by_year(self) -> list[tuple[int, list[BoundField]]]:
        """(year, its questions), newest first."""
        return [(year, [self[f"{x}_{year}"] for x in letters(year)]) for year in reversed(self.years.numbers)]

    def clean_iscrizione(self) -> int | None:
        year: int | None = self.cleaned_data["iscrizione"]
        if year is None:
            raise ValidationError(_("Scrivi l’anno della tua iscrizione all’albo."))
        if year > self.today.year:
            raise ValidationError(_("Quest’anno non è ancora cominciato: controlla l’anno."))
        if year < EARLIEST:
            raise ValidationError(_("Controlla l’anno: è troppo indietro nel tempo."))
        other = right_one(self.years, year)
        if other is not None:
            sentence = _(
                "Chi si è iscritto nel %(enrolled)s trova i suoi anni nel periodo %(years)s: sceglilo qui sopra."
            )
            raise ValidationError(sentence, params={"enrolled": year, "years": str(other)})
        return year

    def clean_nascita(self) -> int | None:
        year: int | None = self.cleaned_data["nascita"]
        if year is not None and not YOUNGEST_AGE <= self.today.year - year <= OLDEST_AGE:
            raise ValidationError(_("Controlla l’anno di nascita."))
        return year

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._check_away(data)
        for year in self.years.numbers:
            self._check_distance(data, year)
        return data

    def _check_away(self, data: dict[str, Any]) -> None:
        first, last = data.get("esonero_da"), data.get("esonero_a")
        if {"esonero_da", "esonero_a"} & set(self.errors):
            return
        if first and not last:
            self.add_error("esonero_a", _("Scrivi anche l’ultimo giorno."))
        elif last and not first:
            self.add_error("esonero_da", _("Scrivi anche il primo giorno."))
        elif first and last and last < first:
            self.add_error("esonero_a", _("L’ultimo giorno viene prima del primo: controlla le date."))

    def _check_distance(self, data: dict[str, Any], year: int) -> None:
        distant = data.get(f"a_{year}")
        if distant is not None and distant > self._credits(data, year).total:
            self.add_error(f"a_{year}", _("Sono più di tutti i crediti di quest’anno."))

    def _credits(self, data: dict[str, Any], year: int) -> Credits:
        o, b, d, a = ((data.get(f"{letter}_{year}") or NOTHING) for letter in "obda")
        return Credits(o, b, d, a)

    def answers(self) -> Answers:
        """The answers, parsed. Only after `is_valid()`."""
        data = self.cleaned_data
        first, last = data["esonero_da"], data["esonero_a"]
        return Answers(
            years=self.years,
            enrolled=data["iscrizione"],
            born=data["nascita"],
            away=(first, last) if first and last else None,
            credits={year: self._credits(data, year) for year in self.years.numbers},
        )


def letters(year: int) -> str:
    """The amounts asked for a year: how many at a distance only where a limit exists."""
    return "obda" if year <= LAST_WITH_LIMIT else "obd"
