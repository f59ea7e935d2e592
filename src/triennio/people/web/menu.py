"""The menu of a signed-in person: one entry for each thing that they are."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from triennio.people.models import Account, Role
from triennio.people.permissions import organisations_with, reaches_all, roles_of

OFFICE = (Role.ORDER_CLERK, Role.ORDER_PRESIDENT)


@dataclass(frozen=True, slots=True)
class Entry:
    """`path` is where it leads, `here` whether the open page is below it."""

    name: str
    path: str
    here: bool = False


# name, address, roles that see it (none: everybody who is approved)
_ENTRIES: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    (_("La mia posizione"), "/io/", ()),
    (_("Ordine"), "/ordine/", OFFICE),
    (_("Accessi"), "/ordine/accessi/", (*OFFICE, Role.APPROVER, Role.EVENT_ORGANISER)),
    (_("Ufficio formazione"), "/ufficio/", (Role.TRAINING_OFFICE,)),
    (_("Gestione"), "/gestione/", (Role.OPERATOR, Role.AUDITOR)),
)  # type: ignore[assignment]


def entries(account: Account, path: str = "") -> list[Entry]:
    """What the account sees in the header, in the order of use. An address that no room answers is left out."""
    if not account.approved:
        return []
    roles = {Role(role) for role, _organisation in roles_of(account.pk)}
    wanted = [(name, to) for name, to, who in _ENTRIES if not who or roles.intersection(who)]
    wanted = [(name, to) for name, to in wanted if to != "/io/" or _is_person(account)]
    shown = [(name, to) for name, to in wanted if _answers(to)]
    open_one = max((to for _name, to in shown if path.startswith(to)), key=len, default="")
    return [Entry(str(name), to, to == open_one) for name, to in shown]


# name, address, permission that opens it
_OFFICE_PAGES = (
    (_("Richieste di accesso"), "/ordine/accessi/", "application.decide"),
    (_("Account"), "/ordine/account/", "account.find"),
    (_("Ruoli"), "/ordine/ruoli/", "assignment.give"),
)


def office_pages(account: Account, path: str) -> list[Entry]:
    """The pages about accounts that the account opens for its own offices."""
    return [
        Entry(str(name), to, to == path)
        for name, to, permission in _OFFICE_PAGES
        if organisations_with(account.pk, permission)
        or (to != "/ordine/ruoli/" and reaches_all(account.pk, permission))
    ]


def home(account: Account) -> str:
    """Where the account goes after signing in."""
    found = entries(account)
    return found[0].path if found else "/io/account/"


def _is_person(account: Account) -> bool:
    return hasattr(account, "professional")


def _answers(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
