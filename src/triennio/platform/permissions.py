"""The port through which an action asks whether it may. The table itself is written in `people`, above this room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from triennio.kernel.refusal import OutOfSight


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account, or the system itself (`account` None), and through which door."""

    account: int | None
    door: str = "page"

    @property
    def is_system(self) -> bool:
        """The product's own night work, imports that were ordered, the demonstration."""
        return self.account is None and self.door == "system"


SYSTEM = Actor(account=None, door="system")
NOBODY = Actor(account=None, door="page")


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose the thing is: the account of the person it speaks of, and the organisations whose rows it is among."""

    owner: int | None = None
    organisations: frozenset[int] = frozenset()

    @classmethod
    def of(cls, *organisations: int | None, owner: int | None = None) -> Scope:
        """The scope of rows of these organisations and of this account."""
        return cls(owner, frozenset(each for each in organisations if each is not None))


class Policy(Protocol):
    def allows(self, actor: Actor, permission: str, scope: Scope) -> bool:
        """Whether the actor has the permission over things of this scope."""

    def known(self) -> frozenset[str]:
        """Every permission there is."""


_installed: list[Policy] = []


def install(policy: Policy) -> None:
    """Called once, when the product starts, by the room that holds the table."""
    _installed[:] = [policy]


def policy() -> Policy:
    """The table in force. Raises RuntimeError before it is installed: nothing may be allowed by omission."""
    if not _installed:
        raise RuntimeError("no table of permissions is installed")
    return _installed[0]


def allowed(actor: Actor, permission: str, scope: Scope) -> bool:
    """Whether the actor may. The system may do what its own code asks for."""
    known = policy()
    if permission not in known.known():
        raise LookupError(f"no such permission: {permission}")
    return actor.is_system or known.allows(actor, permission, scope)


def require(actor: Actor, permission: str, scope: Scope) -> None:
    """Raise OutOfSight where the actor may not: a stranger does not learn that the thing exists."""
    if not allowed(actor, permission, scope):
        raise OutOfSight(permission)
