"""Many people as columns: what the fast route reads. Made from the nested Arrow table (see `arrow`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from triennio.rules.ecm.facts import Case

Ints = npt.NDArray[np.integer]
Bools = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Items:
    """A list column: `offsets[i]:offsets[i+1]` are the items of person `i`; one array a field."""

    offsets: npt.NDArray[np.int64]
    columns: dict[str, Ints] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Ints:
        return self.columns[name]

    @property
    def size(self) -> int:
        return int(self.offsets[-1])

    def counts(self) -> npt.NDArray[np.int64]:
        """Number of items of each person."""
        return np.diff(self.offsets)

    def person(self) -> npt.NDArray[np.int64]:
        """The person of each item."""
        return np.repeat(np.arange(len(self.offsets) - 1), self.counts())

    def of(self, people: npt.NDArray[np.int64]) -> Items:
        """The items of some persons, in their order."""
        counts = self.counts()[people]
        offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
        rows = np.repeat(self.offsets[people] - offsets[:-1], counts) + np.arange(int(offsets[-1]))
        return Items(offsets, {name: values[rows] for name, values in self.columns.items()})


@dataclass(slots=True)
class People:
    """A chunk of persons. Days are day numbers, amounts hundredths, words the codes of `facts` tuples, −1 missing.

    `case(i)` decodes what is known of one person besides the credits.
    """

    count: int
    person: dict[str, Ints]
    register: Items
    facts: Items
    dossiers: Items
    exonerations: Items
    exemptions: Items
    credits: Items
    moves: Items
    case: Callable[[int], Case]

    def some(self, index: npt.NDArray[np.int64]) -> People:
        """Some of these persons."""
        return People(
            count=index.size,
            person={name: values[index] for name, values in self.person.items()},
            case=lambda place: self.case(int(index[place])),
            **{name: getattr(self, name).of(index) for name in LISTS},
        )


LISTS = ("register", "facts", "dossiers", "exonerations", "exemptions", "credits", "moves")
