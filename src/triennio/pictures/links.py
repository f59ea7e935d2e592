"""Where the pictures send their reader: each page says it, because only the page knows its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

Target = str | Callable[[str], str]
"""The name of an address that takes one argument, or a function from that argument to an address ("" = no link)."""


@dataclass(frozen=True, slots=True)
class Links:
    """`rule` takes the id of a rule, `credit` the id of a credit, `guide` the name of a page of the guide,
    `triennio` a name such as `2020-2022`, `action` the code of something one can do next (see `next_steps`).
    What is None is shown without a link.
    """

    rule: Target | None = None
    credit: Target | None = None
    guide: Target | None = None
    triennio: Target | None = None
    action: Target | None = None

    def to(self, kind: str, about: str) -> str:
        """The address, or "" where there is none."""
        target: Target | None = getattr(self, kind)
        if target is None or not about:
            return ""
        return target(about) if callable(target) else reverse(target, args=[about])


NOWHERE = Links()
