"""What may have been meant: a value of the right form for one that is not, or nothing. Never applied by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

from triennio.kernel import tax_code

NOT_IN_NAMES = re.compile(r"[^A-Za-z ',\-.]")
NOT_IN_SPONSORS = re.compile(r"[^0-9A-Za-z ',;\-.()]")
_LETTERS = str.maketrans(
    {
        "’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "–": "-", "—": "-", "‐": "-", "\u00a0": " ",
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
        "ð": "d", "Ð": "D", "ł": "l", "Ł": "L", "þ": "th", "Þ": "TH", "ı": "i", "&": "e", "\t": " ",
    }
)  # fmt: skip
_ACCENTED_END = re.compile(r"([aeiouAEIOU])[\u0300\u0301](?![A-Za-z'\u0300-\u036f])")
_SLASHED = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})")
_EXCEL_EPOCH = date(1899, 12, 30)
ROLES = {
    "PARTECIPANTE": "P", "DISCENTE": "P", "DOCENTE": "D", "TUTOR": "T", "RELATORE": "R", "RELATRICE": "R",
    "MODERATORE": "R", "MODERATRICE": "R",
}  # fmt: skip
PRACTICES = {
    "LIBERO PROFESSIONISTA": "L", "LIBERA PROFESSIONISTA": "L", "LIBERA PROFESSIONE": "L", "DIPENDENTE": "D",
    "CONVENZIONATO": "C", "CONVENZIONATA": "C", "CONVENZIONE": "C", "DISOCCUPATO": "P", "DISOCCUPATA": "P",
    "PRIVO DI OCCUPAZIONE": "P", "PRIVA DI OCCUPAZIONE": "P", "NESSUNA OCCUPAZIONE": "P",
}  # fmt: skip
YES, NO = {"1", "SI", "S", "TRUE", "VERO", "Y", "YES"}, {"0", "NO", "N", "FALSE", "FALSO"}


def name(text: str) -> str:
    """A name without accents: `Nicolò` → `NICOLO'`, `Müller` → `MULLER`; empty when something is left over."""
    plain = plain_letters(text).upper()
    return plain if plain and len(plain) <= 100 and not NOT_IN_NAMES.search(plain) else ""


def sponsor(text: str) -> str:
    """The same for a sponsor, who keeps his small letters."""
    plain = plain_letters(text)
    return plain if plain and len(plain) <= 100 and not NOT_IN_SPONSORS.search(plain) else ""


def plain_letters(text: str) -> str:
    """Letters without marks. An accented vowel at the end of a word keeps an apostrophe, as Italian registers do."""
    split = unicodedata.normalize("NFD", _undone(text).translate(_LETTERS))
    ended = _ACCENTED_END.sub(r"\1'", split)
    bare = "".join(char for char in ended if not unicodedata.combining(char))
    return " ".join(bare.split())


def credits(text: str) -> str:
    """`10,4` → `10.4`, `10` → `10.0`, `10.40` → `10.4`; nothing where a digit would be lost."""
    found = re.fullmatch(r"0*([0-9]{1,2})(?:[.,]([0-9]+))?", text.strip())
    if not found or (decimals := (found[2] or "0")).rstrip("0")[1:]:
        return ""
    value = 10 * int(found[1]) + int(decimals[0])
    return f"{value // 10}.{value % 10}" if 0 < value <= 500 else ""


def day(text: str) -> str:
    """`14/03/2025`, `20250314`, `2025-03-14T00:00:00`, `2025-03-14Z`, the count of a spreadsheet → `2025-03-14`."""
    text = text.strip()
    if found := _SLASHED.fullmatch(text):
        return _iso(int(found[3]), int(found[2]), int(found[1]))
    if found := re.fullmatch(r"([0-9]{4})[-/.]?([0-9]{2})[-/.]?([0-9]{2})(?:[T +\-Z][0-9:.+\-Z]*)?", text):
        return _iso(int(found[1]), int(found[2]), int(found[3]))
    if re.fullmatch(r"[3-6][0-9]{4}", text):
        return (_EXCEL_EPOCH + timedelta(days=int(text))).isoformat()
    return ""


def person(text: str) -> str:
    """A tax code without the spaces, or with O and zero put right."""
    try:
        return tax_code.read(text)
    except tax_code.TaxCodeFault as fault:
        return fault.suggestion


def flag(text: str) -> str:
    """`SÌ` → `1`."""
    word = plain_letters(text).upper().rstrip("'")
    return "1" if word in YES else "0" if word in NO else ""


def whole(text: str) -> str:
    """`4.0`, `4,00` → `4`."""
    found = re.fullmatch(r"\s*([0-9]+)(?:[.,]0+)?\s*", text)
    return str(int(found[1])) if found else ""


def role(text: str) -> str:
    """`p`, `Docente` → the letter."""
    return _word(text, "PTDR", ROLES)


def practice(text: str) -> str:
    """`dipendente` → `D`."""
    return _word(text, "LDCP", PRACTICES)


def body(text: str) -> str:
    """`50` → `050`: a spreadsheet ate the zero."""
    stripped = text.strip()
    return stripped.zfill(3) if re.fullmatch(r"[0-9]{1,3}", stripped) else ""


def _word(text: str, letters: str, words: dict[str, str]) -> str:
    word = plain_letters(text).upper()
    return word if len(word) == 1 and word in letters else words.get(word, "")


def _undone(text: str) -> str:
    """UTF-8 that was read as Latin, read again: `NicolÃ²` → `Nicolò`."""
    for codec in ("latin-1", "cp1252"):
        try:
            return text.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
    return text


def _iso(year: int, month: int, number: int) -> str:
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return ""


BY_FIELD: dict[str, Callable[[str], str]] = {
    "nome": name, "cognome": name, "sponsor": sponsor, "crediti": credits, "cred_acq": credits,
    "data_ini": day, "data_fine": day, "data_acq": day, "cod_fisc": person, "part_reclutato": flag,
    "modulo_fad": flag, "modulo_fsc": flag, "modulo_res": flag, "ruolo": role, "lib_dip": practice,
    "cod_accr": body, "ore": whole, "cod_edi": whole, "cod_obi": whole, "num_part": whole, "cod_prof": whole,
    "disciplina": whole, "tipo_form": whole, "cod_tipologia_form": whole,
    "tipo_eve": lambda text: _word(text, "EP", {"EVENTO": "E"}),
}  # fmt: skip


def of(field: str, text: str) -> str:
    """The suggestion for a value of a field, empty when there is none or it is the value itself."""
    correct = BY_FIELD.get(field)
    suggested = correct(text) if correct else ""
    return suggested if suggested != text else ""
