"""Moving participations to the triennio before. There is no way back, so everything is asked again under the lock."""

from __future__ import annotations

from typing import Any

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people import scopes
from triennio.people.models import Professional
from triennio.platform import clock
from triennio.platform.actions import Act, Key, action, locked
from triennio.registry.models import Move, Participation
from triennio.registry.queries.moves import preview


@action("credits.move", permission="credits.move", key=Key.REQUIRED)
def move(act: Act, *, professional: str, participations: list[str], seen: str) -> dict[str, Any]:
    """Move these participations (codes) of a professional (code) to the triennio before, all or none.

    `seen` is that of the preview that was confirmed: MOVE_CHANGED where the position is no longer the one shown.
    Raises what `preview` raises. Answers {"to": first year, "moves": [codes]}.
    """
    # The row of the person is the lock: two moves of one person are one after the other.
    person = locked(Professional.objects.filter(code=professional)).first()
    if person is None:
        raise OutOfSight("credits.move")
    act.permit(scopes.of_professional(person))
    day = clock.day_of(act.now)
    found = preview(act.actor, person, participations, day)
    if found.seen != seen:
        raise Refusal(
            "MOVE_CHANGED",
            "La posizione è cambiata dopo il confronto mostrato: non è stato spostato nulla.",
            next_step="Guardare di nuovo prima e dopo, poi confermare.",
        )
    rows = {
        each.code: each for each in Participation.objects.filter(code__in=[row.code for row in found.rows])
    }
    codes = []
    for row in found.rows:
        made = Move.objects.create(
            participation=rows[row.code],
            to=found.to.first,
            on=day,
            author_id=act.actor.account,
            created=act.now,
        )
        codes.append(made.code)
        act.journal(
            f"participation:{rows[row.code].pk}",
            {"move": made.code, "to": found.to.first, "hundredths": row.credits, "on": day},
        )
    return {"to": found.to.first, "moves": codes}
