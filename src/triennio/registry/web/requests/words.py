"""Texts that people copy or keep: the message to a provider, the reminder for a calendar."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from triennio.registry.domain.requests.fields import Values


def message_to_provider(values: Values, name: str) -> str:
    """A message ready to send; what the form does not say yet stays as a gap to fill."""
    gap = "…"

    def day(key: str) -> str:
        return date_format(values[key], "d/m/Y") if key in values else gap

    lines = [
        _("Spettabile %(provider)s,") % {"provider": values.get("provider_name", _("Provider"))},
        "",
        _(
            "ho partecipato all’evento «%(title)s», codice %(event)s, edizione %(edition)s, dal %(start)s al %(end)s."
        )
        % {
            "title": values.get("title", gap),
            "event": values.get("event_code", gap),
            "edition": values.get("edition", 1),
            "start": day("start"),
            "end": day("end"),
        },
        _("I crediti non risultano nell’anagrafe nazionale, o risultano con dati non corretti."),
        _(
            "Sono passati più di 90 giorni dalla fine dell’evento: chiedo di verificare il rapporto inviato, "
            "di trasmetterlo o di correggerlo, e di rispondere a questo messaggio."
        ),
        "",
        _("Cordiali saluti"),
        name,
    ]
    return "\n".join(lines)


def calendar(code: str, day: date, now: datetime, summary: str) -> str:
    """An iCalendar file with one all-day event."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Triennio//Richieste//IT",
        "BEGIN:VEVENT",
        f"UID:richiesta-{code}@triennio",
        f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"SUMMARY:{_escaped(summary)}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def shown_answers(fields: Any, values: Values) -> list[tuple[Any, Any]]:
    """(field, value) of the questions that were answered."""
    return [(each, values[each.name]) for each in fields if each.name in values and each.type != "check"]
