"""People and registrations as rows of an import: compared, written and taken back many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from triennio.kernel.messages import N_, Message
from triennio.people.models import Professional, RegisterAct, Registration
from triennio.platform.codes import new_code
from triennio.platform.imports.bulk import Insert
from triennio.platform.imports.kinds import Conflicts, Context, Json, Line, Planned, State, Write

_CHANGED = N_("Dopo il controllo la riga è cambiata nel registro: va ricontrollata.")
_CHANGED_SINCE = N_("La riga è stata cambiata dopo l’importazione: resta com’è.")
_IN_USE = N_("La persona ha già altri dati nel registro: resta com’è.")
PERSON = ("first_name", "last_name", "born", "email")
REGISTRATION = ("disciplines", "number", "practice")
_PERSON_COLUMNS = ("code", "tax_code", "created", *PERSON)
_PERSON_DEFAULTS: Json = {"first_name": "", "last_name": "", "born": None, "email": ""}
_REGISTRATION_DEFAULTS: Json = {
    field.name: field.get_default()
    for field in Registration._meta.concrete_fields
    if field.name in (*REGISTRATION, "nhs_work", "main")
}
_REGISTRATION_COLUMNS = ("professional", "profession", "order", *_REGISTRATION_DEFAULTS)
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Known:
    """What is there of some tax codes: `people` → fields, `registrations` of this Order → fields and acts.

    `shared` are people who have an account or stand in another register: their own data are not the Order's to change.
    """

    people: dict[str, Json]
    registrations: dict[Key, Json]
    shared: frozenset[str]


def stored(order: int, tax_codes: Iterable[str]) -> Known:
    """Three queries, whatever the number of codes."""
    rows = Professional.objects.filter(tax_code__in=set(tax_codes))
    names = ("tax_code", "pk", "account_id", *PERSON)
    people = {row[0]: dict(zip(names[1:], row[1:], strict=True)) for row in rows.values_list(*names)}
    codes = {person["pk"]: code for code, person in people.items()}
    registrations: dict[Key, Json] = {}
    shared = {code for code, person in people.items() if person["account_id"] is not None}
    columns = ("pk", "professional_id", "order_id", "profession", *REGISTRATION)
    for row in Registration.objects.filter(professional_id__in=codes).values_list(*columns):
        found = dict(zip(columns, row, strict=True))
        code = codes[found["professional_id"]]
        if found["order_id"] != order:
            shared.add(code)
        else:
            registrations[code, found["profession"]] = {**found, "acts": []}
    by_key = {found["pk"]: found for found in registrations.values()}
    acts = RegisterAct.objects.filter(registration_id__in=by_key).values_list(
        "registration_id", "kind", "date"
    )
    for pk, kind, day in acts:
        by_key[pk]["acts"].append([kind, day.isoformat()])
    return Known(people, registrations, frozenset(shared))


def compared(number: int, asked: Json, there: Known) -> Planned:
    """A row against what is there."""
    code, key = asked["tax_code"], (asked["tax_code"], asked["profession"])
    person, registration = there.people.get(code), there.registrations.get(key)
    payload = {"code": new_code(), **asked}
    if person is not None:
        payload["person"] = _changes(asked["person"], person) if code not in there.shared else {}
    if registration is None:
        payload["new_person"] = person is None
        before = {"person": _before(payload["person"], person)} if person else {}
        return Planned(number, State.NEW, key, payload, before)
    payload["registration"] = _changes(asked["registration"], registration)
    payload["acts"] = [act for act in asked["acts"] if act not in registration["acts"]]
    if not (payload["person"] or payload["registration"] or payload["acts"]):
        return Planned(number, State.SAME, key, payload)
    before = {
        "person": _before(payload["person"], person),
        "registration": _before(payload["registration"], registration),
    }
    return Planned(number, State.CHANGED, key, payload, before)


def recheck(order: int, lines: Sequence[Line]) -> Conflicts:
    """Rows that no longer meet what the dry run saw."""
    there = stored(order, [line.payload["tax_code"] for line in lines])
    conflicts: Conflicts = {}
    for line in lines:
        code, key = line.payload["tax_code"], (line.payload["tax_code"], line.payload["profession"])
        person, registration = there.people.get(code), there.registrations.get(key)
        if line.state == State.NEW:
            clear = registration is None and (person is not None or line.payload["new_person"])
        else:
            clear = _agree(line.before["registration"], registration)
        if not clear or not _agree(line.before.get("person", {}), person or {}):
            conflicts[line.number] = Message(_CHANGED)
    return conflicts


def write(context: Context, lines: Sequence[Line]) -> Write:
    """People first, then registrations, then acts."""
    codes = {line.payload["tax_code"] for line in lines}
    there = dict(Professional.objects.filter(tax_code__in=codes).values_list("tax_code", "pk"))
    people = Insert(Professional, _PERSON_COLUMNS)
    new_people = people.prepared(
        _new_people(context, [line for line in lines if line.payload["tax_code"] not in there])
    )
    changes = [(line.payload["tax_code"], line.payload["person"]) for line in lines if line.before]
    new = [line.payload for line in lines if line.state == State.NEW]
    changed = [line.payload for line in lines if line.state == State.CHANGED]

    def run() -> None:
        people.run(new_people)
        keys = dict(Professional.objects.filter(tax_code__in=codes).values_list("tax_code", "pk"))
        _update(Professional, {keys[code]: fields for code, fields in changes})
        registrations = Insert(Registration, _REGISTRATION_COLUMNS)
        registrations.run(registrations.prepared(_new_registrations(context.organisation, keys, new)))
        found = _registrations(context.organisation, keys.values())
        _update(Registration, {found[_place(keys, each)]: each["registration"] for each in changed})
        acts = Insert(RegisterAct, ("registration", "kind", "date"), once=True)
        acts.run(
            acts.prepared(
                (found[_place(keys, each)], *act) for each in (*new, *changed) for act in each["acts"]
            )
        )

    return run


def recheck_undo(order: int, lines: Sequence[Line]) -> Conflicts:
    """Rows changed since; new people about whom the register knows more by now."""
    there = stored(order, [line.payload["tax_code"] for line in lines])
    busy = _busy([there.people[code]["pk"] for code in there.people])
    mine: dict[str, int] = {}
    for (code, _), _found in there.registrations.items():
        mine[code] = mine.get(code, 0) + 1
    conflicts: Conflicts = {}
    for line in lines:
        payload = line.payload
        person = there.people.get(payload["tax_code"])
        registration = there.registrations.get((payload["tax_code"], payload["profession"]))
        same = _agree(payload["registration"], registration) and _agree(payload["person"], person)
        acts = registration is not None and _acts_agree(line, registration["acts"])
        if not (same and acts):
            conflicts[line.number] = Message(_CHANGED_SINCE)
        elif line.state == State.NEW and person and person["pk"] in busy:
            conflicts[line.number] = Message(_IN_USE)
    return conflicts


def unwrite(order: int, lines: Sequence[Line]) -> None:
    """New registrations go, and people whom this import brought and who are in no register; the rest as it was."""
    codes = [line.payload["tax_code"] for line in lines]
    people = dict(Professional.objects.filter(tax_code__in=codes).values_list("tax_code", "pk"))
    there = _registrations(order, people.values())
    keys = {
        line.number: there[people[line.payload["tax_code"]], line.payload["profession"]] for line in lines
    }
    for line in lines:
        for kind, day in line.payload["acts"]:
            RegisterAct.objects.filter(registration_id=keys[line.number], kind=kind, date=day).delete()
    changed = [line for line in lines if line.state == State.CHANGED]
    _update(Registration, {keys[line.number]: line.before["registration"] for line in changed})
    _update(
        Professional,
        {
            people[line.payload["tax_code"]]: line.before["person"]
            for line in lines
            if line.before.get("person")
        },
    )
    new = [line for line in lines if line.state == State.NEW]
    Registration.objects.filter(pk__in=[keys[line.number] for line in new]).delete()
    brought = [people[line.payload["tax_code"]] for line in new if line.payload["new_person"]]
    Professional.objects.filter(pk__in=brought, registrations=None, account=None).delete()


def _new_people(context: Context, lines: Sequence[Line]) -> Iterator[tuple[Any, ...]]:
    """One person for each tax code, also where two rows bring two professions."""
    first: dict[str, Json] = {}
    for line in lines:
        first.setdefault(line.payload["tax_code"], line.payload)
    for tax_code, payload in first.items():
        fields = {**_PERSON_DEFAULTS, **payload["person"]}
        yield (payload["code"], tax_code, context.source.created, *(fields[name] for name in PERSON))


def _new_registrations(order: int, people: dict[str, int], new: Sequence[Json]) -> Iterator[tuple[Any, ...]]:
    for payload in new:
        fields = {**_REGISTRATION_DEFAULTS, **payload["registration"]}
        yield (*_place(people, payload), order, *(fields[name] for name in _REGISTRATION_DEFAULTS))


def _place(people: dict[str, int], payload: Json) -> tuple[int, int]:
    return people[payload["tax_code"]], payload["profession"]


def _registrations(order: int, people: Iterable[int]) -> dict[tuple[int, int], int]:
    rows = Registration.objects.filter(order_id=order, professional_id__in=list(people))
    return {
        (person, profession): pk
        for pk, person, profession in rows.values_list("pk", "professional_id", "profession")
    }


def _update(model: type[Model], changes: dict[int, Json]) -> None:
    """Rows by primary key, one statement for each: they are few."""
    for pk, fields in changes.items():
        if fields:
            model._default_manager.filter(pk=pk).update(**_typed(fields))


def _busy(people: Sequence[int]) -> set[int]:
    """People to whom something points beside registrations and acts."""
    found: set[int] = set()
    for relation in Professional._meta.related_objects:
        if relation.related_model is not Registration and relation.field.name:
            rows = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": people})
            found |= set(rows.values_list(f"{relation.field.name}_id", flat=True))
    return found


def _acts_agree(line: Line, there: list[list[str]]) -> bool:
    """A new registration has the acts that the import gave it and no more; a changed one has at least those."""
    given = [list(act) for act in line.payload["acts"]]
    if line.state == State.NEW:
        return sorted(given) == sorted(there)
    return all(act in there for act in given)


def _changes(asked: Json, there: Json) -> Json:
    return {name: value for name, value in asked.items() if value != _plain(there[name])}


def _before(changed: Json, there: Json | None) -> Json:
    return {name: _plain((there or {}).get(name)) for name in changed}


def _agree(wanted: Json, there: Json | None) -> bool:
    return there is not None and all(_plain(there.get(name)) == value for name, value in wanted.items())


def _typed(fields: Json) -> dict[str, Any]:
    return {name: date.fromisoformat(v) if name == "born" and v else v for name, v in fields.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
