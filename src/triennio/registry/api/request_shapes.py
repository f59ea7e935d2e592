"""What operations on requests answer, and the questions of a kind as JSON Schema."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from ninja import Schema

from triennio.kernel.messages import Message
from triennio.registry.api.common import AnswerTold
from triennio.registry.domain.requests.effect import Effect
from triennio.registry.domain.requests.fields import Field
from triennio.registry.domain.requests.kind import Kind, ProofWanted, Situation
from triennio.registry.queries.requests import own
from triennio.registry.queries.requests.threads import Note, Step

Json = dict[str, Any]


class WantedShape(Schema):
    """A document that a kind of request asks for."""

    role: str
    label: str
    required: bool
    hint: str


class KindShape(Schema):
    """A kind of request. `answers` is a JSON Schema of its questions: every answer is a text, as people type it."""

    kind: str
    family: str
    title: str
    lead: str
    answers: Json


class RowShape(Schema):
    code: str
    kind: str
    state: str
    office: str
    created: datetime
    updated: datetime
    sent: datetime | None
    unread: int


class DocumentShape(Schema):
    code: str
    role: str
    name: str
    size: int
    created: datetime
    by_body: bool


class AgainstShape(Schema):
    """Something that stands against an answer: it could not be read, or the rules do not admit it."""

    field: str
    code: str
    detail: str
    next_step: str
    rule: str


class StepShape(Schema):
    state: str
    label: str
    at: datetime
    office: bool


class NoteShape(Schema):
    text: str
    at: datetime
    office: bool
    read: datetime | None


class RequestShape(Schema):
    """One request whole, for its owner or for the office that decides it."""

    code: str
    kind: str
    state: str
    office: str
    created: datetime
    updated: datetime
    sent: datetime | None
    decided: datetime | None
    outcome: str
    reason: str
    next_step: str
    answers: dict[str, str]
    clean: bool
    against: list[AgainstShape]
    wanted: list[WantedShape]
    documents: list[DocumentShape]
    steps: list[StepShape]
    messages: list[NoteShape]


class EffectShape(Schema):
    """What accepting would change today. `recognised` are the credits before caps, empty where it is of none.

    `known` false while the answers are not complete: then there is nothing to compare.
    """

    known: bool
    before: AnswerTold | None = None
    after: AnswerTold | None = None
    recognised: str = ""
    rule: str = ""
    ignored: tuple[Json, ...] = ()
    commission: bool = False
    changes_nothing: bool = True


class StateShape(Schema):
    request: str
    state: str


def told(message: Message | str) -> str:
    """A sentence of a library in the language of the answer."""
    if isinstance(message, Message):
        return gettext(message.template) % message.values if message.values else gettext(message.template)
    return gettext(message) if message else ""


def kind(each: Kind, situation: Situation) -> Json:
    """A kind with its questions for somebody in this situation."""
    return {
        "kind": each.name,
        "family": each.family,
        "title": told(each.title),
        "lead": told(each.lead),
        "answers": schema_of(each.fields(situation)),
    }


def schema_of(fields: Sequence[Field]) -> Json:
    """The questions as JSON Schema. `x-when` names the question and the answers with which one is asked."""
    required = [each.name for each in fields if each.required and each.when is None]
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {each.name: _property(each) for each in fields},
        "required": required,
    }


def _property(each: Field) -> Json:
    found: Json = {"type": "string", "title": told(each.label)}
    if each.hint:
        found["description"] = told(each.hint)
    match each.type:
        case "day":
            found["format"] = "date"
        case "whole":
            found |= {"pattern": "^[0-9]{1,6}$", "x-most": each.most}
        case "amount":
            found["pattern"] = r"^[0-9]{1,4}([.,][0-9]{1,2})?$"
        case "choice":
            found["enum"] = [code for code, _ in each.choices]
            found["x-labels"] = {code: told(label) for code, label in each.choices}
        case "check":
            found["enum"] = ["yes"]
        case _:
            found["maxLength"] = each.limit
    if each.when is not None:
        found["x-when"] = {"field": each.when[0], "in": list(each.when[1])}
        found["x-required"] = each.required
    return found


def row(each: own.Row) -> Json:
    """A request in the list."""
    return {**{name: getattr(each, name) for name in RowShape.model_fields}, "kind": each.kind.name}


def wanted(each: ProofWanted) -> Json:
    """A document that is asked for."""
    return {
        "role": each.role,
        "label": told(each.label),
        "required": each.required,
        "hint": told(each.hint),
    }


def request(found: own.Whole) -> Json:
    """A request that the viewer may see whole."""
    base = found.request
    return {
        "code": base.code,
        "kind": base.kind,
        "state": base.state,
        "office": base.order.name,
        "created": base.created,
        "updated": base.updated,
        "sent": base.sent,
        "decided": base.decided,
        "outcome": base.outcome,
        "reason": told(found.reason.sentence) if found.reason else "",
        "next_step": told(found.reason.next_step) if found.reason else "",
        "answers": dict(found.raw),
        "clean": found.form.clean,
        "against": _against(found),
        "wanted": [wanted(each) for each in found.form.proofs],
        "documents": list(found.documents),
        "steps": [step(each) for each in found.steps],
        "messages": [note(each) for each in found.notes],
    }


def _against(found: own.Whole) -> list[Json]:
    faults = [
        {"field": name, "code": "NOT_READ", "detail": told(message), "next_step": "", "rule": ""}
        for name, message in found.form.faults.items()
    ]
    return faults + [
        {
            "field": each.field,
            "code": each.code,
            "detail": told(each.message),
            "next_step": told(each.next_step),
            "rule": each.rule,
        }
        for each in found.form.objections
    ]


def step(each: Step) -> Json:
    """A state the request entered."""
    return {"state": each.state, "label": each.label, "at": each.at, "office": each.office}


def note(each: Note) -> Json:
    """A message."""
    return {"text": each.text, "at": each.at, "office": each.office, "read": each.read}


def effect(found: Effect | None) -> Json:
    """Before and after, where the answers are complete."""
    if found is None:
        return {"known": False}
    return {
        "known": True,
        "before": found.before,
        "after": found.after,
        "recognised": found.recognised,
        "rule": found.rule,
        "ignored": list(found.ignored),
        "commission": found.commission,
        "changes_nothing": found.changes_nothing,
    }
