"""The codes of faults and the tables of a report, read once from the files beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from triennio.reports.model import Fault
from triennio.rules.book import load

LEVELS = ("schema", "ente", "nostra", "csv")
VALUE_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Tables:
    """Code lists. `disciplines`: code → (name, profession); `types`: cod_tipologia_form → tipo_form."""

    professions: Mapping[int, str]
    disciplines: Mapping[int, tuple[str, int]]
    objectives: Mapping[int, str]
    formats: Mapping[int, str]
    types: Mapping[int, int]
    type_names: Mapping[int, str]
    instead_of: Mapping[int, int]


@cache
def codes() -> Mapping[str, Mapping[str, str]]:
    """Every code with its level and sentence, in the order of the file."""
    return _document("codes.toml")


@cache
def tables() -> Tables:
    """Professions, disciplines and objectives are those of the rulebook; the rest is in `tables.toml`."""
    listed, own = load("ecm").professions, _document("tables.toml")
    types = {int(code): entry for code, entry in own["cod_tipologia_form"].items()}
    return Tables(
        professions={entry["code"]: entry["name"] for entry in listed["professions"]},
        disciplines={e["code"]: (e["name"], e["profession"]) for e in listed["disciplines"]},
        objectives={entry["code"]: entry["title"] for entry in listed["objectives"]},
        formats={int(code): name for code, name in own["tipo_form"].items()},
        types={code: entry["tipo_form"] for code, entry in types.items()},
        type_names={code: entry["name"] for code, entry in types.items()},
        instead_of={c: entry["instead_of"] for c, entry in types.items() if "instead_of" in entry},
    )


def fault(row: int, field: str, code: str, suggestion: str = "", **values: object) -> Fault:
    """A fault with its sentence filled. Values of the file are cut to what one line can show."""
    said = {name: value if name == "expected" else _short(value) for name, value in values.items()}
    said.setdefault("field", field)
    return Fault(row, field, code, codes()[code]["sentence"].format(**said), suggestion)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= VALUE_SHOWN else text[: VALUE_SHOWN - 1] + "…"


def _document(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))
