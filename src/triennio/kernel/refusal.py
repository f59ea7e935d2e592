"""A person asked for something that cannot be done: said once, in a form that every door can show.

Refusal          the act is not possible: what is missing, what to do next, who decides
    OutOfSight   the thing does not exist for this person; doors answer as if it were not there
"""

from __future__ import annotations


class Refusal(Exception):
    """`code` is stable and upper case, `sentence` and `next_step` are for people, `decides` names who can change it.

    `field` names the field of a form, where the refusal is about one.
    """

    def __init__(
        self, code: str, sentence: str, *, next_step: str = "", decides: str = "", field: str | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
        self.next_step = next_step
        self.decides = decides
        self.field = field

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence}"

    def as_json(self) -> dict[str, str | None]:
        """The refusal as the API says it."""
        return {
            "code": self.code,
            "detail": str(self.sentence),
            "next_step": str(self.next_step),
            "decides": str(self.decides),
            "field": self.field,
        }


class OutOfSight(Refusal):
    """What was asked for does not exist, or is somebody else's: from outside the two look alike."""

    def __init__(self, what: str = "") -> None:
        super().__init__(
            "NOT_FOUND", "La pagina o il dato non esiste, oppure non è visibile con questo accesso."
        )
        self.what = what
        self.written = False  # whether the journal already knows: an action writes it, a page writes the rest
