"""The columns of one person and one triennio while the steps run on ints."""

from __future__ import annotations

from dataclasses import dataclass, field

from triennio.rules.engine.pools import Filled
from triennio.rules.engine.step import Axis

Rows = list[int]


@dataclass(slots=True)
class Frame:
    """`person` holds one int a column; the other axes one list a column, one int a row.

    `sizes` says how many rows each axis has; `year_row` gives, for each row of the axes below the year, the row of
    its calendar year (0, 1, 2) or −1 for a row that belongs to no year of the triennio (a credit moved in).
    `pools` and `after_pool` are what the caps did: outcomes, and the amounts that remain after each, in order.
    """

    person: dict[str, int] = field(default_factory=dict)
    rows: dict[str, Rows] = field(default_factory=dict)
    axes: dict[str, Axis] = field(default_factory=dict)
    sizes: dict[Axis, int] = field(default_factory=dict)
    year_row: dict[Axis, Rows] = field(default_factory=dict)
    pools: list[Filled] = field(default_factory=list)
    after_pool: dict[str, Rows] = field(default_factory=dict)

    def put(self, name: str, axis: Axis, value: int | Rows) -> None:
        """Store a column."""
        self.axes[name] = axis
        if isinstance(value, list):
            self.rows[name] = value
        else:
            self.person[name] = value

    def forget(self, axis: Axis) -> None:
        """Drop the columns of an axis: its rows are about to change."""
        for name in [name for name, of in self.axes.items() if of is axis]:
            del self.rows[name], self.axes[name]

    def get(self, name: str) -> int | Rows:
        """A column as it was stored: an int on the axis of the person, else a list."""
        return self.person[name] if name in self.person else self.rows[name]
