"""Organisations, roles, terms of use, the journal."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema

from triennio.kernel.messages import N_
from triennio.people.actions import organisations as organisation_actions
from triennio.people.actions import roles as role_actions
from triennio.people.actions import terms as terms_actions
from triennio.people.api import shapes
from triennio.people.models import Assignment
from triennio.people.queries import journal, organisations, roles
from triennio.platform.api.calls import actor_of
from triennio.platform.api.operations import operation, perform
from triennio.platform.api.values import (
    Asked,
    Code,
    CodeInPath,
    Day,
    Given,
    IdInPath,
    Limit,
    Offset,
    OptionalKey,
    Page,
    RequiredKey,
    Short,
    Text,
    Words,
    page_of,
)

router = Router(tags=[str(N_("Uffici: organizzazioni, ruoli, giornale"))])
MOST_BREAKS = 100


class NewOrganisation(Given):
    kind: Literal["order", "bar", "provider", "firm", "operator"]
    name: Words
    registry_code: Short = ""
    support_email: Words = ""


class ChangedOrganisation(Given):
    name: Words
    support_email: Words = ""


class NewRole(Given):
    organisation: Code
    email: Words
    role: Words


class NewTerms(Given):
    version: Annotated[Short, Field(min_length=1)]
    text: Text


class BreakShape(Schema):
    """A place where a chain does not hold."""

    aggregate: str
    sequence: int
    why: str


class CheckShape(Schema):
    """What walking the chains found; `more` when there are more breaks than are listed."""

    breaks: list[BreakShape]
    more: bool
    last_anchor: str | None


@operation(
    router,
    "GET",
    "/organisations",
    title=N_("Le organizzazioni che si possono cambiare"),
    answers=Page[shapes.OrganisationShape],
    needs="organisation.change",
)
def read_organisations(request: HttpRequest, limit: Limit = 50, offset: Offset = 0) -> Any:
    """By kind and name."""
    return page_of(organisations.listed(actor_of(request)), limit, offset, shapes.organisation)


@operation(
    router,
    "POST",
    "/organisations",
    title=N_("Creare un’organizzazione"),
    answers=shapes.OrganisationShape,
    does=organisation_actions.create,
    status=201,
    example={"kind": "provider", "name": "Provider di prova", "registry_code": "9999"},
)
def create_organisation(request: HttpRequest, body: NewOrganisation, key: RequiredKey) -> Any:
    """By whoever runs the installation."""
    made = perform(request, organisation_actions.create, key, **body.model_dump())
    return shapes.organisation(organisations.one(actor_of(request), made["organisation"]))


@operation(
    router,
    "GET",
    "/organisations/{code}",
    title=N_("Una organizzazione che si può cambiare"),
    answers=shapes.OrganisationShape,
    needs="organisation.change",
)
def read_organisation(request: HttpRequest, code: CodeInPath) -> Any:
    """One that the viewer may change."""
    return shapes.organisation(organisations.one(actor_of(request), code))


@operation(
    router,
    "PUT",
    "/organisations/{code}",
    title=N_("Cambiare nome e indirizzo di aiuto"),
    answers=shapes.OrganisationShape,
    does=organisation_actions.change,
    example={"name": "Ordine di prova", "support_email": "aiuto@ordine.example"},
)
def change_organisation(
    request: HttpRequest, code: CodeInPath, body: ChangedOrganisation, key: OptionalKey = None
) -> Any:
    """What is public of it."""
    perform(request, organisation_actions.change, key, organisation=code, **body.model_dump())
    return shapes.organisation(organisations.one(actor_of(request), code))


@operation(
    router,
    "GET",
    "/roles",
    title=N_("I ruoli dati nelle proprie organizzazioni"),
    answers=Page[shapes.RoleShape],
    needs="assignment.give",
)
def read_roles(request: HttpRequest, limit: Limit = 50, offset: Offset = 0) -> Any:
    """Those held now."""
    return page_of(roles.held(actor_of(request)), limit, offset, shapes.role)


@operation(
    router,
    "POST",
    "/roles",
    title=N_("Dare un ruolo"),
    answers=shapes.RoleShape,
    does=role_actions.give,
    status=201,
    example={"organisation": "codice", "email": "ada@prova.example", "role": "order_clerk"},
)
def give_role(request: HttpRequest, body: NewRole, key: RequiredKey) -> Any:
    """To an active account, by its address."""
    made = perform(request, role_actions.give, key, **body.model_dump())
    return shapes.role(
        Assignment.objects.select_related("account", "organisation").get(pk=made["assignment"])
    )


class EndedShape(Schema):
    assignment: int


@operation(
    router,
    "DELETE",
    "/roles/{assignment}",
    title=N_("Togliere un ruolo"),
    answers=EndedShape,
    does=role_actions.end,
)
def end_role(request: HttpRequest, assignment: IdInPath, key: OptionalKey = None) -> Any:
    """From now."""
    return perform(request, role_actions.end, key, assignment=assignment)


class PublishedShape(Schema):
    version: str


@operation(
    router,
    "POST",
    "/terms/versions",
    title=N_("Pubblicare una versione delle condizioni d’uso"),
    answers=PublishedShape,
    does=terms_actions.publish,
    status=201,
    example={"version": "2027-1", "text": "1. A che serve\n…"},
)
def publish_terms(request: HttpRequest, body: NewTerms, key: OptionalKey = None) -> Any:
    """A published version never changes."""
    return perform(request, terms_actions.publish, key, **body.model_dump())


@operation(
    router,
    "GET",
    "/journal",
    title=N_("Cercare nel giornale"),
    answers=Page[shapes.EntryShape],
    needs="journal.see",
)
def read_journal(
    request: HttpRequest,
    who: Asked = "",
    aggregate: Asked = "",
    act: Asked = "",
    start: Day | None = None,
    end: Day | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Any:
    """Newest first. What an entry says may have been erased: then `data` is null."""
    viewer = actor_of(request)
    wanted = journal.Wanted(who, aggregate, act, start, end)
    page = page_of(journal.search(viewer, wanted), limit, offset, lambda each: each)
    names = journal.names_of(viewer, page["items"])
    page["items"] = [_entry(each, names) for each in page["items"]]
    return page


def _entry(each: Any, names: dict[int, str]) -> dict[str, Any]:
    content = getattr(each, "content", None)
    return {
        "aggregate": each.aggregate,
        "sequence": each.sequence,
        "at": each.at,
        "actor": names.get(each.actor),
        "door": each.door,
        "act": each.act,
        "data": content.data if content else None,
    }


@operation(
    router,
    "GET",
    "/journal/check",
    title=N_("Controllare le catene del giornale"),
    answers=CheckShape,
    needs="journal.see",
)
def check_journal(request: HttpRequest, aggregate: Asked = "") -> Any:
    """Walks one chain, or all of them."""
    viewer = actor_of(request)
    breaks, anchor = journal.check(viewer, aggregate), journal.last_anchor(viewer)
    return {
        "breaks": list(islice(breaks, MOST_BREAKS)),
        "more": len(breaks) > MOST_BREAKS,
        "last_anchor": anchor.day.isoformat() if anchor else None,
    }
