"""Do the numbers of the rulebooks and the steps fit together? Asked whenever the rulebooks are loaded.

Every number must be read by a step or by the normaliser, everything they read must be there, and each measure that
changes inside a triennio must have its days. Names the normaliser reads are declared here, in one place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from triennio.kernel.triennio import Triennio
from triennio.rules.book import Book
from triennio.rules.ecm import balance, columns
from triennio.rules.ecm.balance import BALANCE
from triennio.rules.ecm.obligation import OBLIGATION
from triennio.rules.ecm.recognition import RECOGNITION
from triennio.rules.engine.step import Step

CONSTANTS = (
    "chosen_year_months",
    "exempt_from_age",
    "fortnight_days",
    "month_more_than_days",
    "parental_leave_months",
    "register_half_year_month",
    "retired_income_at_most",
    "tutoring_month_least_days",
    "tutoring_month_most_days",
)
"""Read outside the steps by `book.constant`: whole numbers, the same in every triennio and under every policy."""

COUNTS = (
    "absence_whole",
    "absences_after",
    "auto_move",
    "credits_a_month",
    "dossier_coherence_percent",
    "dossier_overall",
    "insurance_from",
    "recovery_2017_percent",
)
"""Read outside the steps by `params.count`, in any triennio."""

MEASURES = (
    "CAP-5",
    "CAP-6",
    "CAP-7",
    "CAP-9",
    "EXE-7",
    "EXO-10",
    "EXO-8b",
    "FSC-LP",
    "OBL-5",
    "PREM-1",
    "REC-4",
    "REG-1",
    "REG-2",
    "REG-3",
    "RET-1",
    "RET-2",
)
"""Rules without a column whose days are read by `book.since` and `book.until`."""

DAYS = {"acquired_day": "acquired", "measure_day": "from"}
"""Column that chooses among the measures of a step → the word of the rulebook for that date."""

STEPS: Mapping[str, Step] = {**OBLIGATION.columns, **RECOGNITION.columns, **BALANCE.columns}
INPUTS = frozenset({*columns.INPUTS, *balance.INPUTS})


def fits(book: Book) -> list[str]:
    """One line a fault: `file: key: sentence`."""
    given = _given(book)
    return [
        *_unused(book),
        *_missing(book, given),
        *_gaps(book, given),
        *_constants(book, given),
        *_measures(book),
        *_without_column(book),
    ]


def parameters(step: Step) -> tuple[str, ...]:
    """The numbers of the law that a step reads."""
    return tuple(name for name in step.reads if name not in STEPS and name not in INPUTS)


def _given(book: Book) -> dict[str, set[Triennio]]:
    """Key → the trienni that have a value; a shared value is in all of them."""
    given: dict[str, set[Triennio]] = defaultdict(set)
    for value in book.values:
        given[value.key] |= set(book.trienni) if value.triennio is None else {value.triennio}  # type: ignore[arg-type]
    return given


def _unused(book: Book) -> Iterator[str]:
    read = {name for step in STEPS.values() for name in parameters(step)} | {*CONSTANTS, *COUNTS}
    for value in book.values:
        if value.key in STEPS or value.key in INPUTS:
            yield f"{value.file}: values.{value.key}: a column of the steps has the same name"
        elif value.key not in read:
            yield f"{value.file}: values.{value.key}: nothing reads it (unused)"


def _missing(book: Book, given: Mapping[str, set[Triennio]]) -> Iterator[str]:
    """A step that may be absent in a triennio has there all of its numbers or none of its own."""
    shared = {value.key for value in book.values if value.triennio is None}
    everywhere = shared.union(*(parameters(step) for step in STEPS.values() if step.absent is None))
    for step in STEPS.values():
        names = parameters(step)
        for name in names:
            if name not in given:
                yield f"values: {name}: no file has it, and the step {step.name} reads it (missing)"
        always = step.absent is None
        own = [name for name in names if name in given and (always or name not in everywhere)]
        for triennio in book.trienni:
            here = [name for name in own if triennio in given[name]]
            if always or here:
                for name in own:
                    if name not in here:
                        yield f"trienni/{triennio}.toml: values.{name}: the step {step.name} needs it (missing)"
    for name in COUNTS:
        for triennio in book.trienni:
            if triennio not in given.get(name, ()):
                yield f"trienni/{triennio}.toml: values.{name}: it is read in every triennio (missing)"


def _gaps(book: Book, given: Mapping[str, set[Triennio]]) -> Iterator[str]:
    for key, trienni in given.items():
        for triennio in book.trienni:
            if triennio not in trienni and min(trienni) < triennio < max(trienni):
                yield f"trienni/{triennio}.toml: values.{key}: given before and after, not here (gap)"


def _constants(book: Book, given: Mapping[str, set[Triennio]]) -> Iterator[str]:
    for name in CONSTANTS:
        if name not in given:
            yield f"values: {name}: no file has it, and it is read for every person (missing)"
    for value in book.values:
        shared = value.triennio is None and value.unit == "count" and not value.policy
        if value.key in CONSTANTS and not (shared and isinstance(value.value, str)):
            yield f"{value.file}: values.{value.key}: it must be one whole number for all trienni and policies"


def _measures(book: Book) -> Iterator[str]:
    """Each step with several measures has the days of all of them, in the order in which they are written."""
    for step in STEPS.values():
        known = []
        for variant in step.variants:
            found = book.validity.get(variant.rule)
            if found is None or found.column != step.name:
                yield f"validity.toml: {variant.rule}.column: no days for a measure of {step.name} (missing)"
            else:
                known.append(found)
        if known and known != sorted(known, key=lambda measure: measure.first):
            yield f"validity.toml: {known[-1].rule}.from: the last measure of {step.name} is not the newest"
        if known and book.trienni and known[0].first > book.trienni[0].start:
            yield f"validity.toml: {known[0].rule}.from: no measure of {step.name} before it (gap)"
        for measure in known:
            if measure.governed_by != DAYS[step.governed_by]:
                yield f"validity.toml: {measure.rule}.governed_by: the step looks at {DAYS[step.governed_by]!r}"


def _without_column(book: Book) -> Iterator[str]:
    measures = {variant.rule: step.name for step in STEPS.values() for variant in step.variants}
    for validity in book.validity.values():
        if validity.column and measures.get(validity.rule) != validity.column:
            yield f"validity.toml: {validity.rule}.column: no step has this measure of {validity.column}"
        elif not validity.column and validity.rule not in MEASURES and validity.rule not in measures:
            yield f"validity.toml: {validity.rule}: nothing reads its days (unused)"
    for rule in MEASURES:
        if rule not in book.validity:
            yield f"validity.toml: {rule}: its days are read (missing)"
