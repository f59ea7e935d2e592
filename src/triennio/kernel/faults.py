"""What is wrong with a file, said once, in one line, with the place where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


def brief(value: object) -> str:
    """A value for a message: short, on one line, whatever it is."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):
        return f"a {type(value).__name__} too long to show"
    return text if len(text) <= 60 else text[:57] + "…"


@dataclass(frozen=True, slots=True)
class Fault:
    """`path` is a JSON path from the root of the file (`$.credits[3].acquired`), `message` one short sentence."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class InputFaults(ValueError):
    """The input cannot be answered. Carries every fault that was found, in the order of the file."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = tuple(faults)
