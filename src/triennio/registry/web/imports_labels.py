"""Words of the pages of imports: states, counts, fields and values as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from triennio.kernel.messages import Message
from triennio.platform.imports.domain.columns import Column, Kind
from triennio.platform.imports.kinds import ImportKind
from triennio.platform.models import Import, ImportRow
from triennio.registry.imports import columns

# state → word for the card, sentence under it
CARDS = {
    ImportRow.State.NEW: (_("nuove"), _("entrano nel registro")),
    ImportRow.State.CHANGED: (_("modificate"), _("ci sono già, il file dice altro")),
    ImportRow.State.REMOVED: (_("tolte"), _("c’erano nel rapporto di prima, qui non più")),
    ImportRow.State.SAME: (_("invariate"), _("ci sono già uguali")),
    ImportRow.State.OTHER: (_("di altri"), _("persone che non sono in questo albo")),
    ImportRow.State.FAULT: (_("con difetti"), _("restano fuori finché non sono corrette")),
}
LEFT = (_("lasciate"), _("nel frattempo erano cambiate: restano come sono"))
SIGNATURES = {
    "": _("non firmato"),
    "whole": _("firma integra, certificato non verificato"),
    "trusted": _("firma integra, certificato verificato"),
    "untrusted": _("firma integra, certificato non fidato"),
}
_OTHER_FIELDS = {
    "origin": _("Origine"),
    "report": _("Rapporto"),
    "practice": _("Esercizio"),
    "accredited": _("Accreditato"),
}
_EMPTY = "—"


def said(message: Message) -> str:
    """A sentence of the library in the language of the page."""
    return str(Message(translated(message.template), message.values))


def cards(found: Import) -> list[dict[str, Any]]:
    """Counts by state, those that are zero left out."""
    shown = [
        {"state": str(state), "count": count, "word": word, "sentence": sentence}
        for state, (word, sentence) in CARDS.items()
        if (count := found.counts.get(str(state), 0))
    ]
    if left := found.counts.get("left", 0):
        shown.append({"state": "left", "count": left, "word": LEFT[0], "sentence": LEFT[1]})
    return shown


def labels(kind: ImportKind) -> Mapping[str, Column]:
    """Columns by name; those of participations for a report."""
    return {column.name: column for column in kind.columns_now() or columns.participations()}


def label(known: Mapping[str, Column], name: str) -> str:
    """What a field is called."""
    return known[name].label if name in known else str(_OTHER_FIELDS.get(name, name))


def value(known: Mapping[str, Column], name: str, given: Any) -> str:
    """A kept value as a person would write it."""
    if given is None or given == "" or given == []:
        return _EMPTY
    column = known.get(name)
    kind = column.kind if column else Kind.TEXT
    if isinstance(given, bool):
        return translated("sì") if given else translated("no")
    if kind is Kind.DATE:
        year, month, day = str(given).split("-")
        return f"{day}/{month}/{year}"
    if kind is Kind.CREDITS:
        return f"{given // 100},{given % 100:02d}".removesuffix("0")
    if kind is Kind.WORD and column:
        return column.choices.get(given, str(given))
    return ", ".join(map(str, given)) if isinstance(given, list) else str(given)
