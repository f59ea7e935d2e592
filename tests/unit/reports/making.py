"""Reports for the tests: a good one, and the same with one thing changed. Nobody in them exists."""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import quoteattr

from triennio.kernel import tax_code
from triennio.reports import check
from triennio.reports.model import Fault

AS_OF = date(2025, 4, 1)
HEAD = {
    "cod_evento": "9999-12345", "cod_edi": "1", "cod_org": "9999", "cod_accr": "050", "data_ini": "2025-03-13",
    "data_fine": "2025-03-14", "ore": "4", "crediti": "5.2", "tipo_form": "3", "tipo_eve": "E", "cod_obi": "18",
    "num_part": "10", "cod_tipologia_form": "1",
}  # fmt: skip
NURSE = '<professione cod_prof="14"><disciplina>85</disciplina></professione>'


def code(number: int = 0) -> str:
    """The tax code of nobody, one for each number."""
    return tax_code.made_up("Esempio", "Prova", date(1980, 5, 1), "F", number)


def row(number: int = 0, *, inner: str = NURSE, extra: str = "", **changed: str | None) -> str:
    """A nurse who took part, with some attributes changed, or left out with None."""
    given: dict[str, str | None] = {
        "cod_fisc": code(number), "nome": "PROVA", "cognome": "ESEMPIO", "ruolo": "P", "lib_dip": "D",
        "cred_acq": "5.2", "data_acq": "2025-03-14", "part_reclutato": "0", **changed,
    }  # fmt: skip
    return f"<partecipante {_attributes(given)} {extra}>{inner}</partecipante>"


def document(*rows: str, head: dict[str, str | None] | None = None, encoding: str = "ISO-8859-1") -> bytes:
    """A report in the bytes of an encoding. Without rows, the one nurse."""
    text = f"<dataroot><evento {_attributes({**HEAD, **(head or {})})}>{''.join(rows or (row(),))}</evento></dataroot>"
    return f'<?xml version="1.0" encoding="{encoding}"?>\n{text}'.encode(encoding)


def faults(content: bytes, name: str = "rapporto.xml", **options: object) -> list[Fault]:
    """What is found in a file, as of a day on which it may be sent."""
    return list(checked(content, name, **options).faults)


def checked(content: bytes, name: str = "rapporto.xml", **options: object) -> check.Checked:
    """The whole outcome."""
    return check.check_file(content, name, check.Options(**{"as_of": AS_OF, **options}))  # type: ignore[arg-type]


def places(found: list[Fault]) -> list[tuple[int, str, str]]:
    """(row, field, code) of each."""
    return [(one.row, one.field, one.code) for one in found]


def _attributes(given: dict[str, str | None]) -> str:
    return " ".join(f"{name}={quoteattr(value)}" for name, value in given.items() if value is not None)
