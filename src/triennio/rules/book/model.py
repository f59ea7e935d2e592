"""What a rulebook holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from triennio.kernel.triennio import Triennio
from triennio.kernel.year import Year
from triennio.rules.engine.pools import Pool

Period = Triennio | Year
"""What a set of numbers of the law holds for: the health professions count trienni, the lawyers also single years."""


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule is written. `kind`: legge, delibera, agenas, ordine, guida, stampa, implementazione."""

    id: str
    title: str
    kind: str
    url: str | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two texts that disagree, and what is used."""

    id: str
    subject: str
    says_a: str
    says_b: str
    use: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """A point the law leaves open: what is assumed and what may be assumed instead.

    `pattern`: `decimal` or `date` where any amount or day may be assumed.
    """

    name: str
    default: str
    values: tuple[str, ...]
    meaning: str
    rules: tuple[str, ...]
    verified: bool
    shown: str = ""
    pattern: str = ""

    def admits(self, value: object) -> bool:
        """True for a value of the list, or for any amount or day where the policy is one."""
        if not isinstance(value, str):
            return False
        return value in self.values or self._open(value)

    def _open(self, value: str) -> bool:
        """Policies that are an amount or a day take any amount or day."""
        if self.pattern == "decimal":
            return value.isascii() and value.replace(".", "", 1).isdecimal() and len(value) <= 6
        if self.pattern == "date":
            return _is_day(value)
        return False


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, for its reader. `kind`: calcolo, condizione, procedura."""

    id: str
    title: str
    kind: str
    text: str
    formula: str
    valid: str
    governed_by: str
    confidence: str
    sources: tuple[Source, ...]
    example: str = ""
    contradictions: tuple[Contradiction, ...] = ()
    policies: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    open: bool = False

    @property
    def source_line(self) -> str:
        """The strongest source, in one line."""
        return self.sources[0].title if self.sources else ""


@dataclass(frozen=True, slots=True)
class Value:
    """A number of the law with its citation. `file` and `key` say where it stands."""

    key: str
    value: Any
    unit: str
    rule: str
    sources: tuple[str, ...]
    confidence: str
    file: str
    governed_by: str
    policy: str = ""
    by_policy: Mapping[str, str] = field(default_factory=dict)
    triennio: Period | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Validity:
    """From when to when a measure holds, and which date of which fact selects it."""

    rule: str
    first: date
    last: date
    governed_by: str
    column: str
    sources: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Window:
    """Until when credits could be earned and moved to close a triennio."""

    earned_until: date
    move_until: date
    rule: str
    confidence: str
    policy: str = ""


@dataclass(frozen=True, slots=True)
class DossierTerm:
    """Until when a dossier could be built in a triennio; from when its second regime holds, if it has two."""

    built_until: date
    second_regime_from: date | None


@dataclass(frozen=True, slots=True)
class Params:
    """The numbers of one period under one choice of policies: flat, immutable, ready for a plan."""

    triennio: Period
    values: Mapping[str, Any]
    origin: Mapping[str, Value]
    pools: tuple[Pool, ...]
    policies: Mapping[str, str]

    def count(self, name: str) -> int:
        """A parameter that is a plain whole number."""
        return int(self.values[name])


@dataclass(frozen=True, slots=True)
class Unpublished:
    """A year whose act does not exist yet: the rule that says so, and where it was looked for."""

    year: Year
    rule: str
    sources: tuple[str, ...]
    confidence: str
    file: str


class RulebookFaults(ValueError):
    """The rulebook is refused. One line a fault: file, key, sentence."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Book:
    """A family of rulebooks. `digest` is a hash of all its files: it goes into every trace."""

    family: str
    digest: str
    rules: Mapping[str, Rule]
    sources: Mapping[str, Source]
    contradictions: Mapping[str, Contradiction]
    policies: Mapping[str, Policy]
    values: tuple[Value, ...]
    validity: Mapping[str, Validity]
    pools: Mapping[Period, tuple[tuple[Pool, Mapping[str, Any]], ...]]
    windows: Mapping[Triennio, Window]
    dossier: Mapping[Triennio, DossierTerm]
    compensation: Mapping[str, Any]
    radiation: Mapping[str, Any]
    countries: Mapping[str, Any]
    professions: Mapping[str, Any]
    trienni: tuple[Triennio, ...]
    years: tuple[Year, ...] = ()
    unpublished: Mapping[Year, Unpublished] = field(default_factory=dict)
    _params: dict[Any, Params] = field(default_factory=dict, compare=False, repr=False)
    _constants: dict[str, int] = field(default_factory=dict, compare=False, repr=False)
    _plans: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def since(self, rule: str) -> date:
        """First day of a measure that begins inside a triennio."""
        return self.validity[rule].first

    def until(self, rule: str) -> date:
        """Its last day."""
        return self.validity[rule].last

    def constant(self, key: str) -> int:
        """A whole number that is the same in every triennio and under every policy."""
        if not self._constants:
            shared = (v for v in self.values if v.triennio is None and v.unit == "count" and not v.policy)
            self._constants.update({value.key: int(value.value) for value in shared})
        return self._constants[key]

    def choices(self, overrides: Mapping[str, str] | None = None) -> dict[str, str]:
        """Every policy with its value: the defaults and what overrides them."""
        return {name: (overrides or {}).get(name, policy.default) for name, policy in self.policies.items()}

    def params(self, triennio: Period, choices: Mapping[str, str]) -> Params:
        """The numbers of a period under a complete choice of policies; computed once, then remembered."""
        from triennio.rules.book.resolve import resolve

        key = (triennio, tuple(sorted(choices.items())))
        if key not in self._params:
            self._params[key] = resolve(self, triennio, choices)
        return self._params[key]
