"""What a test of all actions needs to know of one: who may, and with what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.support.world import World
from triennio.people.models import Account

FOLDER = Path(__file__).parent.parent / "db" / "actions"


@dataclass
class Example:
    """`allowed` calls the action with `arguments`; `strangers` must not be able to (default: everybody unrelated)."""

    allowed: Account
    arguments: dict[str, Any]
    strangers: tuple[str, ...] = ("marco", "other_clerk", "suspended")
    nobody: bool = field(default=True)


Builder = Callable[[World], Example]


def all_examples() -> dict[str, Builder]:
    """action name → builder, gathered from `tests/db/actions/examples_*.py`."""
    found: dict[str, Builder] = {}
    for name, builder in _listed():
        if name in found:
            raise ValueError(f"two examples for {name}")
        found[name] = builder
    return found


def _listed() -> Iterator[tuple[str, Builder]]:
    for path in sorted(FOLDER.glob("examples_*.py")):
        yield from import_module(f"tests.db.actions.{path.stem}").EXAMPLES.items()
