"""The answer of `triennio position` (interfaces, part 1): a case in, a JSON object out."""

from __future__ import annotations

from typing import Any

from triennio.kernel.faults import Fault, InputFaults
from triennio.kernel.triennio import Triennio
from triennio.kernel.units import shown, units
from triennio.rules import reader
from triennio.rules.book import Book
from triennio.rules.book import load as load_book
from triennio.rules.ecm.carried import carried
from triennio.rules.ecm.compensation import Compensation, compensate
from triennio.rules.ecm.fold import Career, Period, career
from triennio.rules.ecm.read import read_case
from triennio.rules.ecm.traces import trace_of
from triennio.rules.ecm.unused import unused
from triennio.rules.ecm.verdicts import verdicts
from triennio.rules.ecm.waterfall import cited, standard_rule, waterfall
from triennio.rules.ecm.work import drive_one

STANDARD_PARAMETER = {
    "OBL-1": "standard",
    "SEISM-1": "earthquake_2016_standard",
    "SEISM-2": "earthquake_2012_need",
    "SEISM-3": "earthquake_2009_need",
}


def position(case: Any, book: Book | None = None, *, root: str = "$", trace: bool = False) -> dict[str, Any]:
    """The position of one person. `case` is the decoded JSON; `root` the path its faults begin with.

    With `trace` each triennio carries its whole trace. Raises InputFaults.
    """
    book = book or load_book("ecm")
    return as_json(
        drive_one(book, career(read_case(case, book, root), book), traced=trace), book, trace=trace
    )


def as_json(found: Career, book: Book, *, trace: bool = False) -> dict[str, Any]:
    """A computed career in the shape of the interface."""
    extra = auto_moved(found, book)
    listed = [found.periods[t] for t in sorted(found.periods) if is_listed(found, t)]
    ignored = [*found.ignored, *unused(found, book)]
    answer: dict[str, Any] = {
        "as_of": found.case.as_of.isoformat(),
        "trienni": [_triennio(period, found, book, extra, trace) for period in listed],
        "compensation": compensation_json(compensate(balances(found, book, extra), book)),
        "insurance": _insurance(found, book),
        "ignored": [
            {"what": item.what, "rule": item.rule, "reason": item.reason}
            for item in sorted(dict.fromkeys(ignored), key=lambda i: _path_key(i.what))
            if item.rule
        ],
        "notes": [
            {"what": item.what, "reason": item.reason} for item in dict.fromkeys(ignored) if not item.rule
        ],
    }
    return answer


def compensation(question: Any, book: Book | None = None, *, root: str = "$") -> dict[str, Any]:
    """The `compensation` object for given balances: `{"balances": {"2014-2016": "20.00", …}}`. Raises InputFaults."""
    book = book or load_book("ecm")
    faults: list[Fault] = []
    top = reader.Reader(question, root, faults)
    top.left.pop("balances", None)
    raw = reader.Reader(top.value.get("balances", {}), f"{root}.balances", faults)
    if "balances" not in top.value:
        top.fault("balances", "missing")
    found: dict[Triennio, int] = {}
    for name, value in raw.value.items():
        try:
            found[Triennio.parse(name)] = _signed(value)
        except ValueError as error:
            raw.fault(name, str(error))
    top.close()
    if faults:
        raise InputFaults(faults)
    return compensation_json(compensate(found, book))


def _signed(value: Any) -> int:
    if isinstance(value, str) and value.startswith("-"):
        return -units(reader.amount(value[1:]))
    if isinstance(value, int | float) and not isinstance(value, bool) and value < 0:
        return -units(reader.amount(-value))
    return units(reader.amount(value))


def compensation_json(found: Compensation) -> dict[str, Any]:
    """Compensation in the shape of the interface."""
    return {
        "balances": {str(t): shown(b) for t, b in sorted(found.balances.items())},
        "total": shown(found.total),
        "needed": shown(found.needed),
        "certifiable": {str(t): answer for t, answer in found.certifiable.items()},
        "transfers": [
            {"from": str(t.giver), "to": str(t.taker), "credits": shown(t.amount)} for t in found.transfers
        ],
    }


def balances(found: Career, book: Book, extra: int = 0) -> dict[Triennio, int]:
    """Recognised less due, for the trienni that compensation looks at and the person was bound in."""
    wanted = {Triennio.parse(name) for name in book.compensation["surpluses"]}
    result = {t: p.units("balance") for t, p in found.periods.items() if t in wanted and is_listed(found, t)}
    if extra:
        result[Triennio(2014)] += extra
        result[Triennio(2017)] -= extra
    return result


def auto_moved(found: Career, book: Book) -> int:
    """REC-5 (policy, off by default): surplus of 2017-19 that the register moves by itself to 2014-16 (units)."""
    debtor, giver = found.periods.get(Triennio(2014)), found.periods.get(Triennio(2017))
    if debtor is None or giver is None or not giver.params.count("auto_move"):
        return 0
    if found.moves.by_destination.get(debtor.triennio):
        return 0
    return min(giver.units("surplus"), max(-debtor.units("balance"), 0))


def is_listed(found: Career, triennio: Triennio) -> bool:
    """From the first due year to the case's day, and wherever the file holds a credit."""
    bound = [year for year, answer in found.due.items() if answer.due]
    after_start = bool(bound) and triennio >= Triennio.of_year(min(bound))
    return after_start or any(credit.acquired in triennio for credit in found.case.credits)


def _triennio(period: Period, found: Career, book: Book, extra: int, trace: bool) -> dict[str, Any]:
    gained = {Triennio(2014): extra, Triennio(2017): -extra}.get(period.triennio, 0)
    obligation, recognised = period.units("obligation"), period.units("recognised") + gained
    missing = max(obligation - recognised, period.units("learner_missing"), 0)
    rule = standard_rule(period)
    answer: dict[str, Any] = {
        "triennio": str(period.triennio),
        "years_due": period.years_due,
        "standard": shown(period.units("standard_amount")),
        "standard_rule": rule,
        "standard_source": cited(period, STANDARD_PARAMETER[rule], rule, book)[0],
        "steps": [step.as_json() for step in waterfall(period, book)],
        "obligation": shown(obligation),
        "annual": _annual(period, found),
        "caps": _caps(period, book),
        "quotas": _quotas(period, book),
        "credits": [verdict.as_json() for verdict in verdicts(period, book)],
        "learner": shown(period.units("learner")),
        "recognised": shown(recognised),
        "missing": shown(missing),
        "surplus": shown(max(recognised - obligation, 0)),
        "certifiable": missing == 0,
        "ended": period.triennio.end < found.case.as_of,
        "known_by_total": period.known_by_total,
        "carried": carried(period, found, book, extra),
    }
    if trace:
        answer["trace"] = trace_of(period, book)
    return answer


def _annual(period: Period, found: Career) -> list[dict[str, Any]]:
    """The yearly bands, in the trienni that had them, for employees."""
    if "band_maximum_percent" not in period.params.values or found.case.person.practice != "employee":
        return []
    rows = period.frame.rows
    return [
        {
            "year": year,
            "minimum": shown(rows["band_minimum"][index]),
            "maximum": shown(rows["band_maximum"][index]),
            "earned": shown(rows["year_earned"][index]),
        }
        for index, year in enumerate(period.triennio.years)
        if rows["counts"][index]
    ]


def _caps(period: Period, book: Book) -> list[dict[str, Any]]:
    profession = period.frame.person["profession"]
    pools = {pool.rule: pool for pool in period.params.pools}
    entries = {pool.rule: entry for pool, entry in book.pools[period.triennio]}
    return [
        {
            "rule": outcome.rule,
            "label": book.rules[outcome.rule].title,
            "limit": shown(outcome.limit),
            "used": shown(outcome.used),
            "excess": shown(outcome.excess),
            "source": book.sources[entries[outcome.rule]["sources"][0]].title,
            "confidence": entries[outcome.rule]["confidence"],
        }
        for outcome in period.frame.pools
        if not pools[outcome.rule].professions or profession in pools[outcome.rule].professions
    ]


def _quotas(period: Period, book: Book) -> list[dict[str, Any]]:
    values, units_of = period.params.values, period.units
    quotas = []
    if "learner_percent" in values:
        quotas.append(
            _quota(
                period,
                book,
                "CAP-1",
                "learner_percent",
                units_of("learner_minimum"),
                units_of("learner"),
                not units_of("learner_missing"),
            )
        )
    if "learner_half_percent" in values:
        met = period.known_by_total or units_of("learner") >= units_of("learner_half")
        quotas.append(
            _quota(
                period,
                book,
                "CAP-O4",
                "learner_half_percent",
                units_of("learner_half"),
                units_of("learner"),
                met,
            )
        )
    if "radiation_base" in values and period.frame.person["radiation_percent"]:
        least, reached = units_of("radiation_minimum"), units_of("radiation_reached")
        quotas.append(_quota(period, book, "RAD-1", "radiation_base", least, reached, reached >= least))
    return quotas


def _quota(
    period: Period, book: Book, rule: str, parameter: str, minimum: int, reached: int, met: bool
) -> dict[str, Any]:
    source, confidence = cited(period, parameter, rule, book)
    return {
        "rule": rule,
        "label": book.rules[rule].title,
        "minimum": shown(minimum),
        "reached": shown(reached),
        "met": met,
        "source": source,
        "confidence": confidence,
    }


def _insurance(found: Career, book: Book) -> dict[str, Any] | None:
    """INS-1, INS-2: the last ended triennio from the first one concerned on; before that, nothing."""
    first = Triennio(book.params(book.trienni[0], found.case.policies).count("insurance_from"))
    looked_at = Triennio.of(found.case.as_of).previous
    period = found.periods.get(looked_at)
    if looked_at < first or period is None or not is_listed(found, looked_at):
        return None
    threshold = period.units("insurance_threshold")
    return {
        "triennio": str(looked_at),
        "threshold": shown(threshold),
        "reached": period.units("recognised") >= threshold,
        "rule": "INS-1",
        "source": book.rules["INS-1"].source_line,
    }


def _path_key(path: str) -> tuple[Any, ...]:
    """Order of the file: `$.moves[2]` before `$.moves[10]`."""
    parts = path.replace("]", "").replace("[", ".").split(".")
    order = {"facts": 1, "dossiers": 2, "exonerations": 3, "exemptions": 4, "credits": 5, "moves": 6}
    return tuple((0, int(part), "") if part.isdigit() else (order.get(part, 0), 0, part) for part in parts)
