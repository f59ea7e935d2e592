"""From minutes to hours: those that give credits and those that go into the report."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from triennio.kernel.faults import Fault, InputFaults
from triennio.rules.events.model import LEARNER, Criteria, Event, Step, Value
from triennio.rules.events.rounding import WAYS, half_up, said

ROUNDING = "event-credits-1"


@dataclass(frozen=True, slots=True)
class Hours:
    """A time in hours: with two decimals, and the whole ones that count for credits."""

    minutes: Fraction
    decimal: Fraction
    whole: int


def hours_of(minutes: Fraction | int, law: Criteria) -> Hours:
    """Rounded as these criteria say."""
    decimal = WAYS[law["minutes_to_hours"].value](Fraction(minutes, 60), 2)
    return Hours(Fraction(minutes), decimal, int(WAYS[law["whole_hours"].value](decimal, 0)))


def missing(column: str, why: str) -> InputFaults:
    """The fault of a number that the calculation cannot do without."""
    return InputFaults([Fault(column, f"missing: {why}")])


def event_minutes(event: Event, law: Criteria) -> Fraction | None:
    """How long the event is, discussion of the results included; None where the event does not say."""
    if event.format == "FSC":
        if event.participant_minutes is None and event.role == LEARNER:
            return event.role_minutes
        return event.participant_minutes
    if event.format == "FAD":
        return None if event.fad_minutes is None else Fraction(event.fad_minutes)
    taught = taught_minutes(event)
    return None if taught is None else Fraction(taught + shared_minutes(event, law))


def taught_minutes(event: Event) -> int | None:
    """Ordinary minutes of a residential event."""
    if event.frontal_minutes is None and event.interactive_minutes is None:
        return None
    return (event.frontal_minutes or 0) + (event.interactive_minutes or 0)


def shared_minutes(event: Event, law: Criteria) -> int:
    """Minutes of discussion of the results that count: limited by the length of the rest."""
    most = _most_shared(event, law)
    return min(event.sharing_minutes, most) if most else 0


def _most_shared(event: Event, law: Criteria) -> int:
    table = law.find("res_sharing")
    if table is None or event.type == "CONGRESS":
        return 0
    taught = taught_minutes(event) or 0
    return max((int(limit) for start, limit in table.value if taught >= int(start)), default=0)


def report_hours(event: Event, law: Criteria) -> int | None:
    """Whole hours for the report: the nearest, half up."""
    minutes = event_minutes(event, law)
    return None if minutes is None else int(half_up(hours_of(minutes, law).decimal))


def explain_sharing(event: Event, law: Criteria, steps: list[Step]) -> None:
    """The line on the discussion of the results, where there was one."""
    if event.sharing_minutes:
        counted = shared_minutes(event, law)
        table: Value | None = law.find("res_sharing")
        limit = f"{event.sharing_minutes} minuti, al massimo {_most_shared(event, law)}"
        steps.append(
            Step(
                "Discussione dei risultati della prova",
                limit if table else f"{event.sharing_minutes} minuti: questi criteri non li contano",
                f"{counted} minuti",
                ROUNDING,
            )
        )


def explain_hours(label: str, hours: Hours, steps: list[Step]) -> None:
    """Minutes, hours with two decimals, hours that count."""
    numbers = f"{said(hours.minutes)} minuti ÷ 60 = {said(hours.decimal, 2)} ore"
    steps.append(Step(label, numbers, plural(hours.whole, "ora intera", "ore intere"), ROUNDING))


def plural(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
