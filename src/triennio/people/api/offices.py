"""Offices: who asks to enter, and the accounts."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from triennio.kernel.messages import N_
from triennio.people.actions import accounts as account_actions
from triennio.people.actions import applications as application_actions
from triennio.people.api import shapes
from triennio.people.queries import accounts, applications
from triennio.platform.api.calls import actor_of
from triennio.platform.api.operations import operation, perform
from triennio.platform.api.values import (
    Asked,
    Code,
    CodeInPath,
    Given,
    Limit,
    Line,
    Offset,
    OptionalKey,
    Page,
    RequiredKey,
    Words,
    page_of,
)

router = Router(tags=[str(N_("Uffici: accessi e account"))])


class Admission(Given):
    how: Literal["link", "create", "exception"]
    professional: Code | Literal[""] = ""
    note: Line = ""
    despite: bool = False


class RefusedApplication(Given):
    reason: Line


class EndedAccount(Given):
    clause: Words
    reason: Line


@operation(
    router,
    "GET",
    "/applications",
    title=N_("Domande di accesso ai propri uffici"),
    answers=Page[shapes.ApplicationShape],
    needs="application.decide",
)
def read_applications(
    request: HttpRequest,
    state: Literal["waiting", "accepted", "refused"] = "waiting",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Any:
    """Waiting ones oldest first, decided ones newest first. Empty for who decides nowhere."""
    return page_of(applications.queue(actor_of(request), state), limit, offset, shapes.application)


@operation(
    router,
    "GET",
    "/applications/{code}",
    title=N_("Una domanda accanto alle righe dell’albo che le somigliano"),
    answers=shapes.CaseShape,
    needs="application.decide",
)
def read_application(request: HttpRequest, code: CodeInPath) -> Any:
    """What agrees and what does not."""
    return _case(applications.case_of(actor_of(request), code))


def _case(found: applications.Case) -> dict[str, Any]:
    row = found.application
    return {
        **shapes.application(row),
        "first_name": row.account.first_name,
        "last_name": row.account.last_name,
        "tax_code": row.tax_code,
        "profession": row.profession,
        "number": row.number,
        "note": row.note,
        "verified_by": row.verified_by,
        "has_register": found.has_register,
        "candidates": [
            {
                "professional": each.professional.code,
                "first_name": each.professional.first_name,
                "last_name": each.professional.last_name,
                "number": each.registration.number,
                "profession": each.registration.profession,
                "differences": [{"field": one.field, "grave": one.grave} for one in each.differences],
                "grave": each.grave,
            }
            for each in found.candidates
        ],
    }


@operation(
    router,
    "POST",
    "/applications/{code}/accept",
    title=N_("Accogliere una domanda"),
    answers=shapes.CaseShape,
    does=application_actions.accept,
    example={"how": "link", "professional": "codice"},
)
def accept_application(request: HttpRequest, code: CodeInPath, body: Admission, key: RequiredKey) -> Any:
    """`link` to a row of the register, `create` one, or `exception` with a note."""
    perform(request, application_actions.accept, key, application=code, **body.model_dump())
    return _case(applications.case_of(actor_of(request), code))


@operation(
    router,
    "POST",
    "/applications/{code}/refuse",
    title=N_("Respingere una domanda, con il motivo che la persona legge"),
    answers=shapes.CaseShape,
    does=application_actions.refuse,
    example={"reason": "Il numero di iscrizione non risulta."},
)
def refuse_application(
    request: HttpRequest, code: CodeInPath, body: RefusedApplication, key: OptionalKey = None
) -> Any:
    """The reason is what they will read."""
    perform(request, application_actions.refuse, key, application=code, reason=body.reason)
    return _case(applications.case_of(actor_of(request), code))


# --- accounts


@operation(
    router,
    "GET",
    "/accounts",
    title=N_("Gli account dei propri uffici"),
    answers=Page[shapes.AccountShape],
    needs="account.find",
)
def read_accounts(request: HttpRequest, search: Asked = "", limit: Limit = 50, offset: Offset = 0) -> Any:
    """By name. Empty for who has no office."""
    return page_of(accounts.found(actor_of(request), search), limit, offset, shapes.account)


@operation(
    router,
    "GET",
    "/accounts/{code}",
    title=N_("Un account dei propri uffici"),
    answers=shapes.AccountShape,
    needs="account.find",
)
def read_one_account(request: HttpRequest, code: CodeInPath) -> Any:
    """Of the viewer's offices only."""
    return shapes.account(accounts.one(actor_of(request), code))


class AccountState(Schema):
    account: str
    state: str


class ErasedShape(Schema):
    account: str


@operation(
    router,
    "POST",
    "/accounts/{code}/suspend",
    title=N_("Sospendere un account, citando la clausola e il motivo"),
    answers=AccountState,
    does=account_actions.suspend,
    example={"clause": "4. Credenziali", "reason": "Credenziali usate da un’altra persona."},
)
def suspend_account(
    request: HttpRequest, code: CodeInPath, body: EndedAccount, key: OptionalKey = None
) -> Any:
    """Its sessions end, its keys open nothing."""
    return perform(request, account_actions.suspend, key, account=code, **body.model_dump())


@operation(
    router,
    "POST",
    "/accounts/{code}/restore",
    title=N_("Riattivare un account sospeso"),
    answers=AccountState,
    does=account_actions.restore,
)
def restore_account(request: HttpRequest, code: CodeInPath, key: OptionalKey = None) -> Any:
    """Its keys open again, if they are still valid."""
    return perform(request, account_actions.restore, key, account=code)


@operation(
    router,
    "POST",
    "/accounts/{code}/delete",
    title=N_("Cancellare un account, citando la clausola e il motivo"),
    answers=AccountState,
    does=account_actions.delete,
    example={"clause": "7. Fine", "reason": "Richiesta della persona."},
)
def delete_account(
    request: HttpRequest, code: CodeInPath, body: EndedAccount, key: OptionalKey = None
) -> Any:
    """Its data are erased thirty days later."""
    return perform(request, account_actions.delete, key, account=code, **body.model_dump())


@operation(
    router,
    "POST",
    "/accounts/{code}/erase",
    title=N_("Eliminare i dati di un account cancellato da trenta giorni"),
    answers=ErasedShape,
    does=account_actions.erase,
)
def erase_account(request: HttpRequest, code: CodeInPath, key: OptionalKey = None) -> Any:
    """The night does it by itself."""
    return perform(request, account_actions.erase, key, account=code)
