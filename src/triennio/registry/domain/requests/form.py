"""One form read whole: values, faults of what was typed, objections of the rules, documents still missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from triennio.kernel.messages import Message
from triennio.registry.domain.requests.changes import Change
from triennio.registry.domain.requests.fields import Values, read
from triennio.registry.domain.requests.kind import Kind, Objection, ProofWanted, Situation


@dataclass(frozen=True, slots=True)
class Filled:
    """`change` is there when nothing stands against the answers."""

    values: Values
    faults: Mapping[str, Message]
    objections: Sequence[Objection]
    proofs: Sequence[ProofWanted]
    change: Change | None

    @property
    def clean(self) -> bool:
        """Whether the answers are complete and the rules admit them."""
        return self.change is not None

    def missing_proofs(self, given: Sequence[str]) -> list[ProofWanted]:
        """The required documents of which none was given. `given` are the roles of those that were."""
        return [each for each in self.proofs if each.required and each.role not in given]


def fill(kind: Kind, raw: Mapping[str, str], situation: Situation) -> Filled:
    """Read the answers of a form of this kind in this situation."""
    reading = read(kind.fields(situation), raw)
    objections = list(kind.objections(reading.values, situation))
    whole = not reading.faults and not objections
    return Filled(
        values=reading.values,
        faults=reading.faults,
        objections=objections,
        proofs=kind.proofs(reading.values, situation),
        change=kind.change(reading.values, situation) if whole else None,
    )
