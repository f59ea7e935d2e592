"""`docs/rules.md`: every rule in one Markdown document, made from the rulebook and never by hand.

python -m triennio.rules_cli.docs docs/rules.md
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from triennio.rules.book import Book, Rule, Source, load
from triennio.rules.book.model import Policy
from triennio.rules_cli.guard import ANSWERED, guarded
from triennio.rules_cli.rules_data import Datum, Sheet, sheet
from triennio.rules_cli.rules_policies import values_line
from triennio.rules_cli.rules_show import source_line
from triennio.rules_cli.words import CONFIDENCE, GOVERNED_BY
from triennio.rules_cli.writing import write

CHAPTERS = (
    ("L'obbligo e quando comincia", ("OBL", "START", "PRO", "REG", "RET", "MULTI")),
    ("Riduzioni e premialità", ("RED", "PREM")),
    ("Dossier formativo", ("DOS",)),
    ("Covid, terremoti, alluvioni", ("COV", "SEISM", "FLOOD")),
    ("Esoneri: chi studia", ("EXO",)),
    ("Esenzioni: chi sospende il lavoro", ("EXE",)),
    ("Massimi, minimi e quote", ("CAP", "RAD", "EVT", "ACC", "FSC")),
    ("Formazione individuale", ("IND",)),
    ("Recupero e compensazione", ("REC", "COMP")),
    ("Certificazione, assicurazione, conseguenze", ("CERT", "MISS", "INS", "SAN", "FISC")),
    ("Arrotondamenti", ("ROUND",)),
)
OTHERS = "Altre regole"

INTRODUCTION = """\
# Le regole ECM

<!-- Generato: python -m triennio.rules_cli.docs docs/rules.md. Non si modifica a mano. -->

Tutte le regole che Triennio applica, dagli stessi dati con cui calcola: testo, formula, da quando vale, fonti,
esempio, valori, contraddizioni fra le fonti, scelte possibili. La stessa scheda si legge con
`triennio rules show SIGLA`.

La data che «decide» sceglie la misura quando cambia dentro un triennio. «Affidabilità» dice da dove viene: un atto,
la guida di un Ordine, una fonte secondaria, una lettura nostra.
"""


def run(arguments: argparse.Namespace) -> int:
    """The command: to a file, or to standard output."""
    text = document(load("ecm"))
    if arguments.output:
        Path(arguments.output).write_text(text, encoding="utf-8", newline="\n")
    else:
        write(text)
    return ANSWERED


def document(book: Book) -> str:
    """The whole document."""
    chapters = list(_chapters(book))
    parts = [INTRODUCTION, *_contents(chapters, book)]
    for _, rules in chapters:
        parts += ["\n".join(_rule(sheet(book, rule))) for rule in rules]
    parts += [
        "## Punti lasciati aperti\n",
        *("\n".join(_policy(policy)) for policy in book.policies.values()),
    ]
    return "\n".join(parts).rstrip("\n") + "\n"


def _chapters(book: Book) -> Iterator[tuple[str, list[Rule]]]:
    left = dict(book.rules)
    for title, prefixes in CHAPTERS:
        yield title, [left.pop(name) for name in list(left) if name.split("-")[0] in prefixes]
    if left:
        yield OTHERS, list(left.values())


def _contents(chapters: list[tuple[str, list[Rule]]], book: Book) -> Iterator[str]:
    yield "## Indice\n"
    for title, rules in chapters:
        yield f"**{title}**\n"
        yield "\n".join(f"- {_link(rule.id)}: {rule.title}" for rule in rules) + "\n"
    yield "**[Punti lasciati aperti](#punti-lasciati-aperti)**\n"
    yield "\n".join(f"- {_link(name)}" for name in book.policies) + "\n"


def _link(name: str) -> str:
    return f"[{name}](#{name.lower()})"


def _rule(found: Sheet) -> Iterator[str]:
    rule = found.rule
    yield f"## {rule.id}\n"
    yield f"**{rule.title}**{' (punto aperto)' if rule.open else ''}\n"
    yield f"{rule.text}\n"
    if rule.formula:
        yield f"Formula: `{rule.formula}`\n"
    yield f"- Tipo: {rule.kind}"
    yield f"- Vale: {rule.valid}"
    if rule.governed_by:
        yield f"- Decide: {GOVERNED_BY.get(rule.governed_by, rule.governed_by)}"
    yield f"- Affidabilità: {CONFIDENCE.get(rule.confidence, rule.confidence)}"
    if rule.see:
        yield f"- Vedi anche: {', '.join(_link(other) for other in rule.see)}"
    yield ""
    if rule.example:
        yield f"Esempio: {rule.example}\n"
    yield "Fonti:\n"
    yield "\n".join(f"- {_source(source)}" for source in rule.sources) + "\n"
    yield from _data(found.data)
    yield from _disputes(rule)
    if found.policies:
        yield "Scelte possibili:\n"
        yield "\n".join(_choice(policy) for policy in found.policies) + "\n"


def _source(source: Source) -> str:
    return f"{source_line(source)}: <{source.url}>" if source.url else source_line(source)


def _data(data: tuple[Datum, ...]) -> Iterator[str]:
    if not data:
        return
    yield "| quando | che cosa | valore | fonti | affidabilità |"
    yield "|---|---|---|---|---|"
    for datum in data:
        says = f"{datum.told}. {datum.note}" if datum.note else datum.told
        cells = (
            datum.when,
            datum.called,
            says,
            "; ".join(datum.sources),
            CONFIDENCE.get(datum.confidence, datum.confidence),
        )
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
    yield ""


def _disputes(rule: Rule) -> Iterator[str]:
    for dispute in rule.contradictions:
        yield f"Le fonti non vanno d'accordo ({dispute.id}, {dispute.subject}):\n"
        yield f"- una fonte: {dispute.says_a}"
        yield f"- un'altra: {dispute.says_b}"
        yield f"- qui si usa: {dispute.use}\n"


def _choice(policy: Policy) -> str:
    caveat = f" {policy.shown}" if policy.shown else ""
    return f"- {_link(policy.name)} = `{policy.default}`.{caveat}"


def _policy(policy: Policy) -> Iterator[str]:
    yield f"### {policy.name}\n"
    yield f"{policy.meaning}\n"
    yield f"- Se non si dice: `{policy.default}`"
    yield f"- Valori: {values_line(policy)}"
    yield f"- Regole: {', '.join(_link(rule) for rule in policy.rules)}"
    yield f"- Verificata: {'sì' if policy.verified else 'no'}"
    if policy.shown:
        yield f"- Avviso: {policy.shown}"
    yield ""


def main(argv: list[str] | None = None) -> int:
    """`python -m triennio.rules_cli.docs [FILE]`."""
    parser = argparse.ArgumentParser(prog="python -m triennio.rules_cli.docs", description=__doc__)
    parser.add_argument("output", nargs="?", metavar="FILE")
    return guarded(run, parser.parse_args(argv))


if __name__ == "__main__":
    sys.exit(main())
