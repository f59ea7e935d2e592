"""The only way to write. An action is one transaction: permission, key, locks, change, journal, news.

    @action("wallet.transfer", permission="wallet.give", key=Key.REQUIRED)
    def transfer(act: Act, *, purse: str, credits: int) -> dict[str, Any]:
        found = locked(Purse.objects.filter(code=purse)).get()
        act.permit(Scope.of(found.organisation_id))
        ...
        act.journal(f"purse:{found.pk}", {"credits": credits})
        return {"purse": found.code}

Called as `transfer(actor, key="…", purse="…", credits=5)`. The answer is plain data: the same key answers it again.
Steps are functions that take an `Act` and so can be called only inside an action.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from functools import wraps
from hashlib import sha256
from typing import Any, Protocol, TypeVar

from django.conf import settings
from django.db import IntegrityError, models, transaction

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.platform import clock, journal, outbox
from triennio.platform.canonical import canonical, plain
from triennio.platform.models import IdempotencyKey
from triennio.platform.permissions import Actor, Scope, allowed

Answer = dict[str, Any]
M = TypeVar("M", bound=models.Model)


class Key(Enum):
    """Whether an action needs an idempotency key: those that create or count do, those that set a state need not."""

    REQUIRED = "required"
    OPTIONAL = "optional"


class Body(Protocol):
    def __call__(self, act: Act, /, **arguments: Any) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Spec:
    """An action as the list of all actions shows it."""

    name: str
    permission: str
    key: Key
    body: Callable[..., Answer]


ACTIONS: dict[str, Spec] = {}


@dataclass
class Act:
    """One action under way, inside its transaction."""

    spec: Spec
    actor: Actor
    now: datetime
    permitted: bool = False
    unchanged: bool = False
    entries: int = field(default=0)

    def permit(self, scope: Scope) -> None:
        """Go on only if the actor holds the action's permission over this scope. Raises OutOfSight."""
        if not allowed(self.actor, self.spec.permission, scope):
            raise OutOfSight(self.spec.permission)
        self.permitted = True

    def journal(
        self,
        aggregate: str,
        data: Mapping[str, Any] | None = None,
        *,
        organisation: int | None = None,
        act: str = "",
    ) -> None:
        """Write what was done to `aggregate` ("request:12"). `data` must not hold anything special or secret."""
        if not self.permitted:
            raise RuntimeError(f"{self.spec.name} writes before it has asked whether it may")
        journal.append(
            aggregate,
            act or self.spec.name,
            data or {},
            actor=self.actor,
            at=self.now,
            organisation=organisation,
        )
        self.entries += 1

    def publish(self, news: outbox.News) -> None:
        """Tell the subscribers, once this transaction is true."""
        outbox.publish(news, at=self.now)

    def nothing_changed(self) -> None:
        """Say that the thing was already as asked: no entry is owed to the journal."""
        self.unchanged = True


class Call(Protocol):
    spec: Spec

    def __call__(self, actor: Actor, /, *, key: str | None = None, **arguments: Any) -> Answer: ...


def locked(rows: models.QuerySet[M]) -> models.QuerySet[M]:
    """The rows, locked in the order of their ids until the transaction ends. On SQLite the transaction is the lock."""
    return rows.order_by("pk").select_for_update()


def action(name: str, *, permission: str, key: Key = Key.OPTIONAL) -> Callable[[Callable[..., Answer]], Call]:
    """Make a function an action. `name` is what the journal and the list of all actions call it."""

    def decorate(body: Callable[..., Answer]) -> Call:
        spec = Spec(name, permission, key, body)
        if name in ACTIONS:
            raise ValueError(f"two actions are called {name}")
        ACTIONS[name] = spec

        @wraps(body)
        def call(actor: Actor, /, *, key: str | None = None, **arguments: Any) -> Answer:
            return _perform(spec, actor, key, arguments)

        call.spec = spec  # type: ignore[attr-defined]
        return call  # type: ignore[return-value]

    return decorate


def _perform(spec: Spec, actor: Actor, key: str | None, arguments: dict[str, Any]) -> Answer:
    if spec.key is Key.REQUIRED and not key:
        raise Refusal("KEY_MISSING", "Manca la chiave che impedisce di fare due volte la stessa cosa.")
    try:
        with transaction.atomic(durable=True):
            act = Act(spec, actor, clock.now())
            kept = _claim(act, key, arguments) if key else None
            if kept is not None and kept.answer is not None:
                return dict(kept.answer)
            answer = plain(spec.body(act, **arguments))
            if not act.permitted:
                raise RuntimeError(f"{spec.name} ended without asking whether it may")
            if not act.entries and not act.unchanged:
                raise RuntimeError(f"{spec.name} ended without a word in the journal")
            if kept is not None:
                kept.answer = answer
                kept.save(update_fields=["answer"])
    except OutOfSight as unseen:
        unseen.written = True
        deny(actor, spec.name)
        raise
    return dict(answer)


def deny(actor: Actor, what: str) -> None:
    """Write in the journal that somebody tried what they may not see. Never raises for the reader's sake."""
    with transaction.atomic():
        journal.append(
            f"access:{actor.account or 'nobody'}", "denied", {"what": what}, actor=actor, at=clock.now()
        )


def _fingerprint(arguments: Mapping[str, Any]) -> str:
    # Keyed, because what is asked may be guessed from few possibilities.
    return hmac.new(settings.SECRET_KEY.encode(), canonical(_described(arguments)), sha256).hexdigest()


def _described(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _described(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_described(each) for each in value]
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    if isinstance(value, models.Model):
        raise TypeError("an action takes names and values, not rows: rows are read inside, under the lock")
    return value


def _claim(act: Act, key: str, arguments: Mapping[str, Any]) -> IdempotencyKey:
    """The row of this key: new and without an answer, or the one of the first call. Raises KEY_REUSED."""
    owner = str(act.actor.account) if act.actor.account is not None else act.actor.door
    place = {"actor": owner, "action": act.spec.name, "key": key}
    mine = _fingerprint(arguments)
    try:
        with transaction.atomic():
            return IdempotencyKey.objects.create(**place, fingerprint=mine, created=act.now)
    except IntegrityError:
        found = IdempotencyKey.objects.select_for_update().get(**place)
    if found.fingerprint != mine:
        raise Refusal(
            "KEY_REUSED",
            "La stessa chiave è già stata usata per una richiesta diversa.",
            next_step="Ricaricare la pagina e ripetere.",
        )
    return found
