"""What operations on people answer."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Schema

from triennio.people.models import Account, ApiToken, Application, Assignment, Organisation, TermsAcceptance


class AccountShape(Schema):
    code: str
    email: str
    first_name: str
    last_name: str
    state: str
    created: datetime
    deletion_asked: datetime | None


class RoleShape(Schema):
    id: int
    role: str
    account: str
    organisation: str
    given: datetime


class AcceptedShape(Schema):
    version: str
    at: datetime


class WaysShape(Schema):
    """How the account signs in."""

    password: bool
    totp: bool
    passkeys: int
    recovery_codes: int
    identities: list[str]
    sessions: int


class OwnAccount(AccountShape):
    professional: str | None
    roles: list[RoleShape]
    ways: WaysShape


class ClauseShape(Schema):
    title: str
    text: str


class TermsShape(Schema):
    version: str
    published: datetime
    clauses: list[ClauseShape]


class OwnTerms(TermsShape):
    due: bool
    accepted: list[AcceptedShape]


class TokenShape(Schema):
    """A key as its owner sees it; the key itself was shown once."""

    code: str
    name: str
    created: datetime
    until: date
    last_used: date | None
    revoked: datetime | None


class OrganisationShape(Schema):
    code: str
    kind: str
    name: str
    registry_code: str
    support_email: str


class AdmittingShape(Schema):
    code: str
    kind: str
    name: str


class ApplicationShape(Schema):
    code: str
    organisation: str
    state: str
    created: datetime
    decided: datetime | None
    reason: str


class DifferenceShape(Schema):
    """What does not agree between the application and a row of the register."""

    field: str
    grave: bool


class CandidateShape(Schema):
    """A row of the register that may be the person."""

    professional: str
    first_name: str
    last_name: str
    number: str
    profession: int
    differences: list[DifferenceShape]
    grave: bool


class CaseShape(ApplicationShape):
    """An application as the office sees it."""

    first_name: str
    last_name: str
    tax_code: str
    profession: int | None
    number: str
    note: str
    verified_by: str
    has_register: bool
    candidates: list[CandidateShape]


class EntryShape(Schema):
    """A link of the journal: who, what, on which thing."""

    aggregate: str
    sequence: int
    at: datetime
    actor: str | None
    door: str
    act: str
    data: dict[str, object] | None


def account(each: Account) -> dict[str, object]:
    """The account itself."""
    return {name: getattr(each, name) for name in AccountShape.model_fields}


def role(each: Assignment) -> dict[str, object]:
    """A role with the codes of whose it is and where."""
    return {
        "id": each.pk,
        "role": each.role,
        "account": each.account.code,
        "organisation": each.organisation.code,
        "given": each.given,
    }


def accepted(each: TermsAcceptance) -> dict[str, object]:
    """A version and when it was accepted."""
    return {"version": each.terms.version, "at": each.at}


def token(each: ApiToken) -> dict[str, object]:
    """A key without what opens."""
    return {name: getattr(each, name) for name in TokenShape.model_fields}


def organisation(each: Organisation) -> dict[str, object]:
    """An organisation."""
    return {name: getattr(each, name) for name in OrganisationShape.model_fields}


def application(each: Application) -> dict[str, object]:
    """An application as its author sees it."""
    return {
        "code": each.code,
        "organisation": each.organisation.code,
        "state": each.state,
        "created": each.created,
        "decided": each.decided,
        "reason": each.reason,
    }
