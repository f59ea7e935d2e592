"""`triennio rules show`: one rule, whole."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Sequence

from triennio.rules.book import Rule, Source
from triennio.rules_cli.guard import ANSWERED, Refused
from triennio.rules_cli.layout import Page
from triennio.rules_cli.rules_data import Datum, Sheet, as_json
from triennio.rules_cli.shelf import FAMILIES, Shelf, shelf
from triennio.rules_cli.words import CONFIDENCE, GOVERNED_BY, SOURCE_KINDS, day, doubtful
from triennio.rules_cli.writing import pretty, write


def run(arguments: argparse.Namespace) -> int:
    """The command."""
    families = [arguments.family] if arguments.family else FAMILIES
    book, rule, elsewhere = rule_called([shelf(family) for family in families], arguments.id)
    found = book.sheet(rule)
    if arguments.json:
        write(pretty(as_json(found)))
        return ANSWERED
    page = page_of(found)
    for other in elsewhere:
        page.blank()
        page.text(f"La sigla {rule.id} c'è anche in {other} (--family {other}).")
    write(str(page))
    return ANSWERED


def rule_called(shelves: Sequence[Shelf], name: str) -> tuple[Shelf, Rule, list[str]]:
    """The rule with this id, whatever the case of its letters; its book; the other families that have one.

    Raises Refused with the nearest ones.
    """
    ids = {rule.casefold(): rule for one in shelves for rule in one.rules}
    wanted = name.strip().casefold()
    if wanted in ids:
        found = [one for one in shelves if ids[wanted] in one.rules]
        return found[0], found[0].rules[ids[wanted]], [one.family for one in found[1:]]
    near = [ids[key] for key in difflib.get_close_matches(wanted, ids, n=3, cutoff=0.5)]
    hint = f"did you mean {', '.join(near)}?" if near else "`triennio rules list` lists them all"
    raise Refused([f"no rule with the id {name!r}: {hint}"])


def page_of(found: Sheet) -> Page:
    """The rule as a page of text."""
    rule = found.rule
    page = Page()
    page.title(f"{rule.id} · {rule.title}")
    page.text(rule.text)
    page.blank()
    page.field("Formula", rule.formula)
    page.field("Vale", rule.valid)
    page.field("Decide", GOVERNED_BY.get(rule.governed_by, rule.governed_by))
    page.field("Tipo", rule.kind)
    page.field("Affidabilità", CONFIDENCE.get(rule.confidence, rule.confidence))
    page.field("Punto aperto", "sì: i testi non bastano" if rule.open else "")
    page.field("Esempio", rule.example)
    page.field("Vedi anche", ", ".join(rule.see))
    page.heading("Fonti")
    for source in rule.sources:
        page.text(source_line(source), indent=2, hanging=2)
        if source.url:
            page.text(source.url, indent=4)
    _data(page, found.data)
    _disputes(page, rule)
    _policies(page, found)
    return page


def source_line(source: Source) -> str:
    """`OPI Perugia: domande e risposte (Ordine professionale, 16 marzo 2017)`."""
    about = [SOURCE_KINDS.get(source.kind, source.kind), day(source.date) if source.date else ""]
    return f"{source.title} ({', '.join(part for part in about if part)})"


def _data(page: Page, data: tuple[Datum, ...]) -> None:
    if data:
        page.heading("Valori")
    for datum in data:
        page.text(
            f"{datum.when + ' · ' if datum.when else ''}{datum.called}: {datum.told}", indent=2, hanging=2
        )
        if datum.note:
            page.text(datum.note, indent=4)
        doubt = (
            f" ({CONFIDENCE.get(datum.confidence, datum.confidence)})" if doubtful(datum.confidence) else ""
        )
        if datum.sources:
            page.text(f"Fonte: {'; '.join(datum.sources)}{doubt}", indent=4)


def _disputes(page: Page, rule: Rule) -> None:
    if rule.contradictions:
        page.heading("Dove le fonti non vanno d'accordo")
    for dispute in rule.contradictions:
        page.text(f"{dispute.id} · {dispute.subject}", indent=2)
        page.text(f"Una fonte: {dispute.says_a}", indent=4)
        page.text(f"Un'altra: {dispute.says_b}", indent=4)
        page.text(f"Qui si usa: {dispute.use}", indent=4)


def _policies(page: Page, found: Sheet) -> None:
    if found.policies:
        page.heading("Scelte possibili")
    for policy in found.policies:
        page.text(f"{policy.name} = {policy.default}", indent=2)
        page.text(policy.meaning, indent=4)
        if policy.shown:
            page.text(f"Avviso: {policy.shown}", indent=4)
