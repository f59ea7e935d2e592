"""The tables of `docs/event-credits.md`, made from the rulebook: `python -m tools.event_credits_page`.

What is written by hand stays; what stands between the two marks is made again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date

from tools.repository import ROOT
from triennio.rules.book.model import Rule
from triennio.rules.events import EventBook, load_events
from triennio.rules.events.model import Measure, Value

PAGE = ROOT / "docs" / "event-credits.md"
CONFIDENCE = {
    "official": "official text",
    "order": "guide of a professional Order",
    "secondary": "secondary source",
    "impl": "public implementation",
    "inferred": "reading of ours",
}
CHAPTERS = ("EVT", "OLD", "event")
START, END = "<!-- made from the rulebook: start -->", "<!-- made from the rulebook: end -->"


def tables(book: EventBook) -> str:
    """Rules, values of each set of criteria, measures of the roles, dates, refusals, each with its citation."""
    return "\n".join([*_rules(book), *_values(book), *_measures(book), *_bodies(book), *_refusals(book), ""])


def page(text: str, book: EventBook) -> str:
    """The page with its tables made again."""
    before, _, rest = text.partition(START)
    return f"{before}{START}\n\n{tables(book)}\n{END}{rest.partition(END)[2]}"


def _rules(book: EventBook) -> Iterator[str]:
    yield "## Rules\n"
    for rule in sorted(book.rules.values(), key=_chapter):
        yield from _rule(rule)


def _chapter(rule: Rule) -> int:
    prefix = rule.id.partition("-")[0]
    return CHAPTERS.index(prefix) if prefix in CHAPTERS else len(CHAPTERS)


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.id}\n\n**{rule.title}** — {rule.valid}.\n\n{rule.text}\n"
    if rule.formula:
        yield f"`{rule.formula}`\n"
    if rule.example:
        yield f"*{rule.example}*\n"
    for clash in rule.contradictions:
        yield f"Contrasto: {clash.says_a} {clash.says_b} Qui: {clash.use}\n"
    links = (f"[{s.title}]({s.url})" if s.url else s.title for s in rule.sources)
    yield f"Fonti ({CONFIDENCE[rule.confidence]}): {'; '.join(links)}.\n"


def _values(book: EventBook) -> Iterator[str]:
    for criteria in book.criteria.values():
        yield f"## Values of `{criteria.name}`: {criteria.title}\n"
        yield "| value | is | rule | source | confidence |\n|---|---|---|---|---|"
        for value in criteria.values.values():
            cited = f"{value.rule} | {', '.join(value.sources)} | {CONFIDENCE[value.confidence]}"
            yield f"| `{value.key}` | {_said(value)} | {cited} |"
        yield ""


def _said(value: Value) -> str:
    if value.unit == "table":
        return "; ".join(" / ".join(cell or "…" for cell in row) for row in value.value)
    return ", ".join(value.value) or "none" if value.unit == "words" else value.value


def _measures(book: EventBook) -> Iterator[str]:
    yield "## Roles\n\n| roles | where | from | to | worth | rule | source | confidence |"
    yield "|---|---|---|---|---|---|---|---|"
    for measure in book.measures:
        where = " ".join([*measure.formats, *measure.types, *measure.criteria])
        days = f"{_day(measure.first)} | {_day(measure.last)}"
        cited = f"{measure.rule} | {', '.join(measure.sources)} | {CONFIDENCE[measure.confidence]}"
        yield f"| {' '.join(measure.roles)} | {where} | {days} | {_worth(measure)} | {cited} |"
    yield ""


def _day(day: date) -> str:
    return "" if day in (date.min, date.max) else day.isoformat()


def _worth(measure: Measure) -> str:
    amount = f"{float(measure.credits):g}"
    words = {
        "minutes": f"{amount} every {measure.minutes} minutes",
        "sessions": f"{amount} a session",
        "months": f"{amount} a month",
        "share": f"{float(measure.credits):.0%} of the credits of the event, up to the tenth",
        "nothing": "nothing",
    }[measure.per]
    if measure.cap:
        words += f", at most {int(measure.cap)}"
    if measure.limit:
        times = f"{measure.times} × " if measure.times > 1 else ""
        words += f" and {times}{measure.limit.replace('_', ' ')}"
    return words + (", only if teaching" if measure.only_if_teaching else "")


def _bodies(book: EventBook) -> Iterator[str]:
    yield "## Dates of the criteria\n\n| body | criteria by the day of the start | source |\n|---|---|---|"
    for body in book.bodies.values():
        days = ", ".join(f"{criteria} from {_day(day) or 'the beginning'}" for day, criteria in body.switches)
        yield f"| `{body.name}` | {days} | {', '.join(body.sources)} |"
    yield ""


def _refusals(book: EventBook) -> Iterator[str]:
    yield "## Refusals\n\n| code | sentence | what to do | who decides |\n|---|---|---|---|"
    for refusal in book.refusals.values():
        yield f"| `{refusal.code}` | {refusal.sentence} | {refusal.next} | {refusal.decides} |"
    yield ""


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), load_events()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
