"""What a rulebook must keep across its files: no gaps, no overlaps, everything cited, everything used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations, pairwise

from triennio.rules.book.model import Book, Value
from triennio.rules.book.shapes import NUMBER
from triennio.rules.engine.pools import Pool


def check(book: Book) -> list[str]:
    """One line a fault: `file: key: sentence`."""
    return [
        *_citations(book),
        *_policies(book),
        *_trienni(book),
        *_years(book),
        *_duplicates(book),
        *_variants(book),
        *_pools(book),
        *_rule_links(book),
    ]


def _citations(book: Book) -> Iterator[str]:
    cited = [(value.file, f"values.{value.key}", value.rule, value.sources) for value in book.values]
    cited += [("validity.toml", v.rule, v.rule, v.sources) for v in book.validity.values()]
    cited += [(entry.file, "year", entry.rule, entry.sources) for entry in book.unpublished.values()]
    for triennio, pools in book.pools.items():
        cited += [
            (f"trienni/{triennio}.toml", f"pool.{pool.rule}", pool.rule, tuple(entry["sources"]))
            for pool, entry in pools
        ]
    for file, key, rule, sources in cited:
        if rule not in book.rules:
            yield f"{file}: {key}.rule: {rule!r} is not a rule of this book"
        for source in sources:
            if source not in book.sources:
                yield f"{file}: {key}.sources: {source!r} is not in sources.toml"


def _policies(book: Book) -> Iterator[str]:
    for policy in book.policies.values():
        if policy.default not in policy.values:
            yield f"policies.toml: {policy.name}.default: {policy.default!r} is not one of its values"
        for rule in policy.rules:
            if rule not in book.rules:
                yield f"policies.toml: {policy.name}.rules: {rule!r} is not a rule of this book"
    for value in book.values:
        if not value.policy:
            continue
        policy_of = book.policies.get(value.policy)
        if policy_of is None:
            yield f"{value.file}: values.{value.key}.policy: {value.policy!r} is not in policies.toml"
        elif value.by_policy and set(value.by_policy) != set(policy_of.values):
            yield f"{value.file}: values.{value.key}.by_policy: the values of {value.policy} are not all there"
        elif not value.by_policy and not all(NUMBER.fullmatch(text) for text in policy_of.values):
            yield f"{value.file}: values.{value.key}.by_policy: missing: {value.policy} is not made of numbers"


def _trienni(book: Book) -> Iterator[str]:
    if not book.trienni and not book.years:
        yield "trienni: : no period is there"
    for earlier, later in pairwise(book.trienni):
        if earlier == later:
            yield f"trienni/{later}.toml: triennio: two files hold it (overlap)"
        elif earlier.next != later:
            yield f"trienni/{later}.toml: triennio: nothing covers the years from {earlier.next} on (gap)"


def _years(book: Book) -> Iterator[str]:
    for earlier, later in pairwise(book.years):
        if earlier == later:
            yield f"years: {later}: two files hold it (overlap)"
        elif earlier.next != later:
            yield f"years: {later}: nothing covers the years from {earlier.next} on (gap)"
    for year in book.unpublished:
        if any(later > year and later not in book.unpublished for later in book.years):
            yield f"{book.unpublished[year].file}: first: a published year follows {year}"


def _duplicates(book: Book) -> Iterator[str]:
    seen: dict[tuple[str, object], Value] = {}
    for value in book.values:
        for scope in dict.fromkeys((value.triennio, None)):
            other = seen.get((value.key, scope))
            if other is not None:
                yield f"{value.file}: values.{value.key}: already given in {other.file} (overlap)"
        if value.triennio is None and any(key == value.key and period for key, period in seen):
            yield f"{value.file}: values.{value.key}: already given for a triennio (overlap)"
        seen[value.key, value.triennio] = value


def _variants(book: Book) -> Iterator[str]:
    columns = defaultdict(list)
    for validity in book.validity.values():
        if validity.last < validity.first:
            yield f"validity.toml: {validity.rule}.to: it ends before it begins"
        if validity.column:
            columns[validity.column].append(validity)
    for column, variants in columns.items():
        variants.sort(key=lambda v: v.first)
        if len({v.governed_by for v in variants}) > 1:
            yield f"validity.toml: {variants[0].rule}.governed_by: the measures of {column} look at different dates"
        for earlier, later in pairwise(variants):
            if later.first <= earlier.last:
                yield f"validity.toml: {later.rule}.from: it begins while {earlier.rule} still holds (overlap)"
            elif later.first - earlier.last > timedelta(days=1):
                yield f"validity.toml: {later.rule}.from: no measure of {column} after {earlier.last} (gap)"
        if variants[-1].last.year < 2999:
            yield f"validity.toml: {variants[-1].rule}.to: no measure of {column} holds after it (gap)"


def _pools(book: Book) -> Iterator[str]:
    for triennio, entries in book.pools.items():
        file = f"trienni/{triennio}.toml"
        pools = {pool.rule: pool for pool, _ in entries}
        if len(pools) != len(entries):
            yield f"{file}: pool: a rule has two pools"
        for a, b in combinations(pools.values(), 2):
            if a.stage == b.stage and not (a.apart(b) or a.within(b) or b.within(a)):
                yield f"{file}: pool.{b.rule}: it overlaps {a.rule} of the same stage without lying within it"
        for pool, entry in entries:
            yield from _inside(file, pool, pools)
            if "yearly_policy" in entry and entry["yearly_policy"] not in book.policies:
                yield f"{file}: pool.{pool.rule}.yearly_policy: {entry['yearly_policy']!r} is not in policies.toml"


def _inside(file: str, pool: Pool, pools: dict[str, Pool]) -> Iterator[str]:
    if not pool.inside:
        return
    outer = pools.get(pool.inside)
    if outer is None:
        yield f"{file}: pool.{pool.rule}.inside: {pool.inside} is not a pool of this triennio"
    elif not pool.within(outer) or outer.stage < pool.stage:
        yield f"{file}: pool.{pool.rule}.inside: it does not lie within {pool.inside}"


def _rule_links(book: Book) -> Iterator[str]:
    for rule in book.rules.values():
        for name in rule.policies:
            if name not in book.policies:
                yield f"rules: {rule.id}.policies: {name!r} is not in policies.toml"
        for other in rule.see:
            if other not in book.rules:
                yield f"rules: {rule.id}.see: {other!r} is not a rule of this book"
    for contradiction in book.contradictions.values():
        for other in contradiction.rules:
            if other not in book.rules:
                yield f"contradictions.toml: {contradiction.id}.rules: {other!r} is not a rule of this book"
