"""One's own account: data, terms of use, applications, keys."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from triennio.kernel.messages import N_
from triennio.kernel.refusal import OutOfSight
from triennio.people.actions import accounts as account_actions
from triennio.people.actions import applications as application_actions
from triennio.people.actions import terms as terms_actions
from triennio.people.actions import tokens as token_actions
from triennio.people.api import shapes
from triennio.people.models import Account
from triennio.people.queries import accounts, applications, roles, terms, tokens
from triennio.people.web.actors import account_of
from triennio.platform.api.calls import actor_of, caller_of
from triennio.platform.api.operations import operation, perform
from triennio.platform.api.values import Code, CodeInPath, Given, Line, OptionalKey, RequiredKey, Words

router = Router(tags=[str(N_("Il proprio account"))])


class DeletionAsked(Given):
    asked: bool


class AcceptedTerms(Given):
    version: Words


class NewApplication(Given):
    organisation: Code
    first_name: Words
    last_name: Words
    tax_code: Words
    profession: int | None = None
    number: Words = ""
    note: Line = ""


def _own(request: HttpRequest) -> Account:
    account = account_of(request)
    if account is None:
        raise OutOfSight("account.own")
    return account


@operation(
    router, "GET", "/account", title=N_("Il proprio account"), answers=shapes.OwnAccount, needs="account.own"
)
def read_account(request: HttpRequest) -> Any:
    """Who one is, with which roles, and how one signs in."""
    account, viewer = _own(request), actor_of(request)
    professional = getattr(account, "professional", None)
    return {
        **shapes.account(account),
        "professional": professional.code if professional else None,
        "roles": [shapes.role(each) for each in roles.mine(viewer, account)],
        "ways": accounts.ways_of(viewer, account),
    }


@operation(
    router,
    "PUT",
    "/account/deletion",
    title=N_("Chiedere la cancellazione dell’account, o ritirare la richiesta"),
    answers=shapes.AccountShape,
    does=account_actions.ask_deletion,
    example={"asked": True},
)
def ask_account_deletion(request: HttpRequest, body: DeletionAsked, key: OptionalKey = None) -> Any:
    """`asked` false takes the request back."""
    perform(request, account_actions.ask_deletion, key, account=caller_of(request).code, asked=body.asked)
    return shapes.account(Account.objects.get(pk=_own(request).pk))


@operation(
    router,
    "GET",
    "/account/terms",
    title=N_("Condizioni d’uso in vigore, e quelle accettate"),
    answers=shapes.OwnTerms,
    needs="account.own",
)
def read_own_terms(request: HttpRequest) -> Any:
    """Open also while they have yet to be accepted."""
    account = _own(request)
    return _own_terms(request, account)


@operation(
    router,
    "PUT",
    "/account/terms",
    title=N_("Accettare una versione delle condizioni d’uso"),
    answers=shapes.OwnTerms,
    does=terms_actions.accept,
    example={"version": "2026-1"},
)
def accept_terms(request: HttpRequest, body: AcceptedTerms, key: OptionalKey = None) -> Any:
    """Accepting again changes nothing."""
    account = _own(request)
    perform(request, terms_actions.accept, key, account=account.code, version=body.version)
    return _own_terms(request, account)


def _own_terms(request: HttpRequest, account: Account) -> dict[str, Any]:
    found = terms.current()
    taken = [shapes.accepted(each) for each in terms.accepted(actor_of(request), account)]
    return {
        "version": found.version,
        "published": found.published,
        "clauses": list(found.clauses),
        "due": terms.due(account),
        "accepted": taken,
    }


@operation(
    router,
    "GET",
    "/account/applications",
    title=N_("Le proprie domande di accesso"),
    answers=list[shapes.ApplicationShape],
    needs="account.own",
)
def read_own_applications(request: HttpRequest) -> Any:
    """Newest first."""
    return [shapes.application(each) for each in applications.mine(actor_of(request), _own(request))]


@operation(
    router,
    "POST",
    "/account/applications",
    title=N_("Chiedere l’accesso a un Ordine o a un organizzatore"),
    answers=shapes.ApplicationShape,
    does=application_actions.submit,
    status=201,
    example={
        "organisation": "codice",
        "first_name": "Ada",
        "last_name": "Prova",
        "tax_code": "…",
        "profession": 14,
    },
)
def submit_application(request: HttpRequest, body: NewApplication, key: RequiredKey) -> Any:
    """An office decides; the answer comes by e-mail."""
    account = _own(request)
    answer = perform(
        request, application_actions.submit, key, account=account.code, **body.model_dump(mode="json")
    )
    rows = applications.mine(actor_of(request), account)
    return next(shapes.application(each) for each in rows if each.code == answer["application"])


@operation(
    router,
    "GET",
    "/account/tokens",
    title=N_("Le proprie chiavi per i programmi"),
    answers=list[shapes.TokenShape],
    needs="account.own",
)
def read_tokens(request: HttpRequest) -> Any:
    """Newest first. A key is made at the page of the account, and shown there once."""
    return [shapes.token(each) for each in tokens.of_account(actor_of(request), _own(request))]


@operation(
    router,
    "DELETE",
    "/account/tokens/{code}",
    title=N_("Revocare una chiave"),
    answers=shapes.TokenShape,
    does=token_actions.revoke,
)
def revoke_token(request: HttpRequest, code: CodeInPath, key: OptionalKey = None) -> Any:
    """At once and for good, also the one that calls."""
    perform(request, token_actions.revoke, key, token=code)
    return shapes.token(tokens.of_account(actor_of(request), _own(request)).get(code=code))


@operation(
    router, "GET", "/terms", title=N_("Condizioni d’uso in vigore"), answers=shapes.TermsShape, public=True
)
def read_terms(request: HttpRequest) -> Any:
    """For everybody."""
    found = terms.current()
    return {"version": found.version, "published": found.published, "clauses": list(found.clauses)}


@operation(
    router,
    "GET",
    "/admitting",
    title=N_("A chi si può chiedere l’accesso"),
    answers=list[shapes.AdmittingShape],
    public=True,
)
def read_admitting(request: HttpRequest) -> Any:
    """Orders and organisers. For everybody."""
    return list(applications.admitting())
