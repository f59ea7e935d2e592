"""One credit: what became of it in the position, where it came from, where it is on its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from triennio.kernel.refusal import OutOfSight
from triennio.kernel.triennio import Triennio
from triennio.people.models import Professional
from triennio.pictures.domain import Track
from triennio.platform.actions import deny
from triennio.platform.permissions import Actor
from triennio.registry.domain.redaction import redacted
from triennio.registry.models import IndividualTraining, Move, Participation, Proof
from triennio.registry.queries.case import case_of
from triennio.registry.queries.credit_rows import Row, rows_of, track_of
from triennio.registry.queries.position import Who, in_sight, who

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CreditPage:
    """`verdict`, `counted`, `recorded`, `rule`, `reason` are those of the position of the day; all empty for a credit
    that is still on its way. `author` is who wrote it down, told only to the Order. `moved_to` the triennio to which
    the person moved it.
    """

    who: Who
    own: bool
    row: Row
    day: date
    period: Triennio
    track: Track | None
    verdict: str
    counted: str
    recorded: str
    rule: str
    reason: str
    written: datetime
    author: str
    moved_to: Triennio | None
    proofs: int

    @property
    def arriving(self) -> bool:
        """Whether no report has brought it in yet."""
        return self.row.event_like and self.row.reported is None


def credit_page(viewer: Actor, professional_code: str, code: str, day: date) -> CreditPage:
    """One credit of a professional. Raises OutOfSight for anybody but the person and their Order."""
    professional = in_sight(viewer, "position.see", professional_code)
    row = rows_of(professional).get(code)
    if row is None:
        deny(viewer, "position.see")
        raise OutOfSight("position.see")
    own = professional.account_id is not None and professional.account_id == viewer.account
    answer = case_of(professional, day).answer()
    period, found = _verdict(answer if own else redacted(answer), code)
    written, author = _written(row)
    move = Move.objects.filter(participation__code=code).first() if row.event_like else None
    return CreditPage(
        who=who(professional),
        own=own,
        row=row,
        day=day,
        period=period or Triennio.of(row.acquired),
        track=track_of(row, day) if row.event_like else None,
        verdict=found.get("verdict", ""),
        counted=found.get("counted", ""),
        recorded=found.get("recorded", row.credits),
        rule=found.get("rule") or "",
        reason=found.get("reason") or "",
        written=written,
        author="" if own else author,
        moved_to=Triennio(move.to) if move else None,
        proofs=_proofs(professional, row),
    )


def _verdict(answer: Json, code: str) -> tuple[Triennio | None, Json]:
    """The triennio in which the credit is judged and its row; where a move brought it, that one."""
    places = [
        (Triennio.parse(each["triennio"]), credit)
        for each in answer["trienni"]
        for credit in each["credits"]
        if credit["id"] == code
    ]
    if not places:
        return None, {}
    return next(((t, c) for t, c in places if c["verdict"] != "does_not_count"), places[0])


def _written(row: Row) -> tuple[datetime, str]:
    table = Participation if row.event_like else IndividualTraining
    found = table.objects.select_related("author").get(code=row.code)
    return found.created, found.author.full_name if found.author else ""


def _proofs(professional: Professional, row: Row) -> int:
    mine = Proof.objects.filter(professional=professional)
    if row.event_like:
        return mine.filter(participation__code=row.code).count()
    return mine.filter(training__code=row.code).count()
