"""What the pages of one request share: the request on the page, its effect, its tabs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest

from triennio.people.models import Professional
from triennio.people.web.actors import actor_of
from triennio.pictures.domain import compare
from triennio.registry.domain.requests.effect import Effect
from triennio.registry.domain.requests.fields import Field
from triennio.registry.domain.requests.states import DECIDED
from triennio.registry.domain.requests.terms import NATIONAL_REGISTER_EMAIL, opens_on
from triennio.registry.models import Participation
from triennio.registry.queries.requests import own
from triennio.registry.web.folder_page import mine
from triennio.registry.web.requests.labels import STEPS
from triennio.registry.web.requests.words import message_to_provider, shown_answers
from triennio.rules.book import load

WORSE = ("more", "opens")
"""What a comparison says where more credits would be missing afterwards."""


def found(request: HttpRequest, code: str) -> own.Whole:
    """The request of whoever is signed in. Raises OutOfSight."""
    mine(request)
    return own.whole(actor_of(request), code)


def names_of(professional: Professional, whole: own.Whole) -> dict[str, str]:
    """Credit → what people call it, for the table of what changes."""
    rows = Participation.objects.filter(professional=professional, cancelled=None).values_list(
        "code", "title"
    )
    return {**dict(rows), whole.request.code: str(whole.kind.title)}


def effect_context(whole: own.Whole, effect: Effect | None = None) -> dict[str, Any]:
    """What the part on the effect needs."""
    effect = effect or own.effect(whole)
    form = whole.form
    context: dict[str, Any] = {
        "whole": whole,
        "effect": effect,
        "decided": whole.request.state in DECIDED,
        "left": len(form.faults),
        "objections": form.objections,
        "overlapping": own.overlapping(whole),
    }
    if effect is not None:
        context["comparison"] = compare(
            effect.before, effect.after, names_of(whole.request.professional, whole)
        )
        context["worse"] = any(each.code in WORSE for each in context["comparison"].effects)
        context["obligations"] = [
            (change.period, figure.change)
            for change in context["comparison"].trienni
            for figure in change.figures
            if figure.name == "obligation" and figure.better is not None
        ]
        context["rule"] = load().rules.get(effect.rule)
    return context


def shown_fields(whole: own.Whole) -> Sequence[Field]:
    """The questions that concern whoever gave these answers."""
    return whole.kind.offered(whole.kind.fields(whole.situation), whole.form.values, whole.situation)


def form_context(whole: own.Whole, wrong: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What the form needs: fields, answers, what is wrong with them."""
    fields = shown_fields(whole)
    return {
        "whole": whole,
        "code": whole.request.code,
        "fields": fields,
        "labels": {each.name: each.label for each in fields},
        "raw": whole.raw,
        "wrong": wrong or {},
        "step": 1,
        "steps": STEPS,
        **missing_context(whole),
    }


def missing_context(whole: own.Whole) -> dict[str, Any]:
    """What only a request of missing credits shows: message for the provider, day it opens, national address."""
    if whole.kind.family != "missing":
        return {}
    values = whole.form.values
    opens = opens_on(values["end"]) if "end" in values else None
    return {
        "provider_message": message_to_provider(values, whole.request.professional.full_name),
        "opens": opens if opens and opens > whole.situation.today else None,
        "already_sent": values.get("contact") == "sent",
        "national_email": NATIONAL_REGISTER_EMAIL,
    }


def faults_of(whole: own.Whole) -> dict[str, Any]:
    """Field → {"message", "next_step", "rule"} of everything that stands against the answers."""
    wrong: dict[str, Any] = {name: {"message": message} for name, message in whole.form.faults.items()}
    for each in whole.form.objections:
        said = {"message": each.message, "next_step": each.next_step, "rule": each.rule}
        wrong.setdefault(each.field, said)
    return wrong


def summary(whole: own.Whole) -> list[tuple[Any, Any]]:
    """The answers as people read them again."""
    return shown_answers(whole.kind.fields(whole.situation), whole.form.values)
