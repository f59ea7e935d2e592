"""What is wrong with a table, or with one cell of it."""

from __future__ import annotations

from dataclasses import dataclass

from triennio.kernel.messages import Message

HEADER_ROW = 1


@dataclass(frozen=True, slots=True)
class RowFault:
    """`row` is the number that a spreadsheet shows (the header is 1); `column` the label, empty for the whole row."""

    row: int
    column: str
    value: str
    code: str
    message: Message
    suggestion: str = ""


class CellFault(ValueError):
    """A cell cannot be read as its column wants."""

    def __init__(self, code: str, message: Message, suggestion: str = "") -> None:
        super().__init__(str(message))
        self.code, self.message, self.suggestion = code, message, suggestion


class TableFault(ValueError):
    """The file is no table that can be read at all: nothing of it is."""

    def __init__(self, code: str, message: Message) -> None:
        super().__init__(str(message))
        self.code, self.message = code, message
