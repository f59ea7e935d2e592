"""A small world with tables: two Orders, their offices, a firm, a provider, and people who must not see each other.

Everybody here is invented, and so are the tax codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from triennio.kernel.tax_code import made_up
from triennio.people.models import (
    Account,
    Assignment,
    Employment,
    Organisation,
    Professional,
    RegisterAct,
    Registration,
    Role,
)
from triennio.platform.permissions import Actor
from triennio.registry.models import Origin, Participation

NURSE, PHYSIOTHERAPIST = 14, 12
PASSWORD = "cavallo-batteria-graffetta"


@dataclass
class World:
    """`giulia` is the owner in most tests, `marco` the stranger, `elena` a colleague of the same Order and firm."""

    order: Organisation
    other_order: Organisation
    firm: Organisation
    provider: Organisation
    operator_body: Organisation
    giulia: Account
    elena: Account
    marco: Account
    clerk: Account
    president: Account
    other_clerk: Account
    office: Account
    secretary: Account
    organiser: Account
    approver: Account
    support: Account
    operator: Account
    auditor: Account
    suspended: Account

    @property
    def professional(self) -> Professional:
        """Giulia in the register."""
        return self.giulia.professional

    def everybody(self) -> list[Account]:
        """Every account."""
        return list(Account.objects.order_by("pk"))


def actor(account: Account | None, door: str = "page") -> Actor:
    """An account as one who acts."""
    return Actor(account.pk if account else None, door)


def account(name: str, *, state: str = Account.State.ACTIVE) -> Account:
    """An account with the password of all tests, its address confirmed."""
    from allauth.account.models import EmailAddress

    made = Account.objects.create_user(
        f"{name}@prova.example", PASSWORD, first_name=name.title(), last_name="Prova", state=state
    )
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def professional(
    owner: Account | None,
    order: Organisation,
    *,
    name: str,
    born: date,
    profession: int = NURSE,
    number: int = 0,
) -> Professional:
    """A professional in one register since 2010."""
    made = Professional.objects.create(
        account=owner,
        tax_code=made_up("Prova", name, born, "F", number),
        first_name=name,
        last_name="Prova",
        born=born,
    )
    registration = Registration.objects.create(
        professional=made, order=order, profession=profession, number=f"{made.pk:05d}"
    )
    RegisterAct.objects.create(registration=registration, kind="enrolment", date=date(2010, 3, 2))
    return made


def participation(
    owner: Professional, *, acquired: date, credits: int = 1000, number: int = 1, **more: object
) -> Participation:
    """A reported participation of `credits` hundredths."""
    fields = {
        "provider_code": "9999",
        "event_code": f"9999-{number}",
        "title": f"Corso di prova {number}",
        "format": "RES",
        "event_type": "COURSE",
        "starts": acquired,
        "ends": acquired,
        "reported": acquired,
        "origin": Origin.REPORT,
        "objective": 18,
        **more,
    }
    return Participation.objects.create(professional=owner, acquired=acquired, credits=credits, **fields)


def _role(name: str, role: Role, organisation: Organisation) -> Account:
    made = account(name)
    Assignment.objects.create(account=made, organisation=organisation, role=role)
    return made


def build() -> World:
    """The world, in an empty database."""
    body = Organisation.objects.create
    order = body(kind="order", name="Ordine di prova", registry_code="OPI-X")
    other = body(kind="order", name="Altro Ordine di prova", registry_code="OPI-Y")
    firm = body(kind="firm", name="Ospedale di prova", registry_code="AO-X")
    provider = body(kind="provider", name="Provider di prova", registry_code="9999")
    operator_body = body(kind="operator", name="Gestore di prova")
    giulia, elena, marco = account("giulia"), account("elena"), account("marco")
    world = World(
        order=order,
        other_order=other,
        firm=firm,
        provider=provider,
        operator_body=operator_body,
        giulia=giulia,
        elena=elena,
        marco=marco,
        clerk=_role("segreteria", Role.ORDER_CLERK, order),
        president=_role("presidenza", Role.ORDER_PRESIDENT, order),
        other_clerk=_role("altrove", Role.ORDER_CLERK, other),
        office=_role("ufficio", Role.TRAINING_OFFICE, firm),
        secretary=_role("provider", Role.PROVIDER_SECRETARY, provider),
        organiser=_role("eventi", Role.EVENT_ORGANISER, order),
        approver=_role("approva", Role.APPROVER, order),
        support=_role("assistenza", Role.SUPPORT, operator_body),
        operator=_role("gestione", Role.OPERATOR, operator_body),
        auditor=_role("revisione", Role.AUDITOR, operator_body),
        suspended=account("sospesa", state=Account.State.SUSPENDED),
    )
    mine = professional(giulia, order, name="Giulia", born=date(1985, 5, 10))
    hers = professional(elena, order, name="Elena", born=date(1979, 2, 1))
    professional(marco, other, name="Marco", born=date(1990, 7, 21), profession=PHYSIOTHERAPIST)
    professional(world.suspended, order, name="Sospesa", born=date(1981, 1, 1))
    for each in (mine, hers):
        Employment.objects.create(professional=each, firm=firm, ward="Medicina", start=date(2015, 1, 1))
    return world
