"""`triennio rules list`: one rule a line."""

from __future__ import annotations

import argparse

from triennio.rules_cli.guard import ANSWERED
from triennio.rules_cli.rules_data import brief_json
from triennio.rules_cli.shelf import DEFAULT, others, shelf
from triennio.rules_cli.writing import pretty, write


def run(arguments: argparse.Namespace) -> int:
    """The command."""
    family = arguments.family or DEFAULT
    book = shelf(family)
    found = [
        rule
        for rule in book.rules.values()
        if (arguments.triennio is None or book.concerns(rule, arguments.triennio))
        and arguments.kind in (None, rule.kind)
        and (rule.open or not arguments.open)
    ]
    if arguments.json:
        write(pretty([brief_json(rule) for rule in found]))
        return ANSWERED
    wide = max(11, *(len(rule.id) + 2 for rule in book.rules.values()))
    lines = [
        f"{rule.id:<{wide}}{rule.kind:<12}{rule.title}{' (aperta)' if rule.open else ''}" for rule in found
    ]
    total = "1 regola" if len(found) == 1 else f"{len(found)} regole"
    last = [f"{total} su {len(book.rules)}", *([] if arguments.family else [others(family)])]
    write("".join(f"{line}\n" for line in (*lines, *last)))
    return ANSWERED
