"""What the options of the commands mean: policies of a file, the day it is in Italy."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from triennio.batch.guard import Refused
from triennio.rules.book import Book

ROME = ZoneInfo("Europe/Rome")


def today() -> date:
    """The day it is in Italy, whatever the clock of the machine says."""
    return datetime.now(ROME).date()


def policies_of(file: Path | None, book: Book) -> dict[str, str]:
    """Every policy with its value: those of the file, the others as by default. Raises Refused."""
    if file is None:
        return book.choices()
    try:
        given = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Refused(f"{file}: cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise Refused(f"{file}: not JSON: {error}") from None
    if not isinstance(given, dict):
        raise Refused(f'{file}: $: an object is needed: {{"third_of": "standard"}}')
    faults, overrides = [], {}
    for name, value in given.items():
        policy = book.policies.get(name)
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if policy is None:
            faults.append(f"{file}: $.{name}: unknown policy")
        elif not policy.admits(text):
            faults.append(f"{file}: $.{name}: not one of {', '.join(policy.values)}: {value!r}")
        else:
            overrides[name] = text
    if faults:
        raise Refused(*faults)
    return book.choices(overrides)
