"""The tallies of a comparison as text and as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from triennio.batch.changes import ABSENT, NO, YES
from triennio.batch.compared import Compared
from triennio.kernel.units import text_of_hundredths

Ints = npt.NDArray[np.int64]
VERDICTS = {ABSENT: "non elencato", NO: "no", YES: "sì"}
EDGES = (0, 100, 500, 1_000, 2_500, 5_000, 10_000, 15_000)
"""Edges of the histogram in hundredths of a credit, on both sides of no difference at all."""
BARS = 40


def summed(parts: Iterable[pa.RecordBatch], compared: Compared) -> dict[tuple[int, str, int], int]:
    """(code of the period, measure, value) → how many positions, over all parts."""
    found: dict[tuple[int, str, int], int] = {}
    for part in parts:
        for year, measure, value, people in zip(*(c.to_pylist() for c in part.columns), strict=True):
            key = (year, compared.tallied[measure], value)
            found[key] = found.get(key, 0) + people
    return found


def text(tally: dict[tuple[int, str, int], int], changed: int, compared: Compared) -> Iterator[str]:
    """The report, line by line."""
    positions = sum(count for (_, measure, _), count in tally.items() if measure == "verdict")
    yield f"posizioni confrontate {number(positions)}, cambiate {number(changed)}"
    yield ""
    yield f"{compared.verdict_title}, prima → dopo"
    for year, lines in _by_year(tally, "verdict").items():
        for value, count in sorted(lines.items()):
            before, after = divmod(value, 3)
            mark = "" if before == after else "  *"
            name = f"{compared.name(year):9}"
            yield f"  {name}  {VERDICTS[before]:>12} → {VERDICTS[after]:<12} {number(count):>13}{mark}"
    for measure, title in compared.measures.items():
        yield ""
        yield f"{title}: differenza dopo − prima, in crediti"
        yield from _histogram(_by_measure(tally, measure))


def csv_text(tally: dict[tuple[int, str, int], int], compared: Compared) -> str:
    """Verdict changes and histogram, one row a period, measure and class."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([compared.period.name, "measure", "class", "people"])
    for year, lines in _by_year(tally, "verdict").items():
        words = {ABSENT: "absent", NO: "no", YES: "yes"}
        for value, count in sorted(lines.items()):
            before, after = divmod(value, 3)
            change = f"{words[before]}>{words[after]}"
            writer.writerow([compared.name(year), compared.verdict, change, count])
    for measure in compared.measures:
        for year, lines in _by_year(tally, measure).items():
            for place, count in _classes(lines).items():
                writer.writerow([compared.name(year), f"{measure}_difference", class_name(place), count])
    return out.getvalue()


def class_name(place: int) -> str:
    """`0`, `(1.00, 5.00]`, `[-5.00, -1.00)`, `>150.00`."""
    if place == 0:
        return "0"
    low, high = EDGES[abs(place) - 1], (*EDGES, None)[abs(place)]
    sign = "-" if place < 0 else ""
    if high is None:
        return f"{'<' if place < 0 else '>'}{sign}{text_of_hundredths(low)}"
    near, far = (f"{sign}{text_of_hundredths(edge)}" if edge else "0" for edge in (low, high))
    return f"[{far}, {near})" if place < 0 else f"({near}, {far}]"


def _classes(lines: dict[int, int]) -> dict[int, int]:
    """Signed number of the class → how many; 0 is no difference."""
    found: dict[int, int] = {}
    for value, count in lines.items():
        place = int(np.searchsorted(EDGES, abs(value))) * (1 if value > 0 else -1)
        found[place] = found.get(place, 0) + count
    return dict(sorted(found.items()))


def _histogram(lines: dict[int, int]) -> Iterator[str]:
    classes = _classes(lines)
    most = max((count for place, count in classes.items() if place), default=0)
    for place, count in classes.items():
        bar = "█" * max(round(BARS * count / most), 1) if place else ""
        yield f"  {class_name(place):>20} {number(count):>13}  {bar}".rstrip()


def _by_year(tally: dict[tuple[int, str, int], int], measure: str) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    for (year, of, value), count in sorted(tally.items()):
        if of == measure:
            found.setdefault(year, {})[value] = count
    return found


def _by_measure(tally: dict[tuple[int, str, int], int], measure: str) -> dict[int, int]:
    found: dict[int, int] = {}
    for lines in _by_year(tally, measure).values():
        for value, count in lines.items():
            found[value] = found.get(value, 0) + count
    return found


def number(count: int) -> str:
    return f"{count:_}".replace("_", ".")
