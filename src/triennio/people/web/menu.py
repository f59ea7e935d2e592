"""The menu of a signed-in person: an area for each thing that they are, and the pages of the area that is open.

The one list of doors: a page that stands nowhere here must be reached from one that does. Rooms above are named by
address; an address that no room answers is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from triennio.people.models import Account, Role
from triennio.people.permissions import ALL, OURS, OWN, TABLE, roles_of


@dataclass(frozen=True, slots=True)
class Entry:
    """`path` is where it leads, `here` whether the open page is below it."""

    name: str
    path: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """`areas` for the header; `pages` are those of the area that is open, none where it has only one."""

    areas: list[Entry]
    pages: list[Entry]


# Name of the area → its pages: name, address, the permission that opens it.
_AREAS: tuple[tuple[Any, tuple[tuple[Any, str, str], ...]], ...] = (
    (
        _("La mia formazione"),
        (
            (_("Posizione"), "/io/", "position.see"),
            (_("Prova che cosa cambia"), "/io/prova/", "position.see"),
            (_("Richieste"), "/io/richieste/", "request.own"),
            (_("Sposta crediti"), "/io/spostamento/", "credits.move"),
            (_("Dossier"), "/io/dossier/", "dossier.own"),
            (_("Prove"), "/io/prove/", "proofs.own"),
            (_("Spese"), "/io/spese/", "proofs.own"),
            (_("Ricettario"), "/io/ricettario/", "position.see"),
            (_("Archivio"), "/io/archivio/", "archive.own"),
        ),
    ),
    (
        _("Ordine"),
        (
            (_("Richieste"), "/ordine/richieste/", "request.decide"),
            (_("Iscritti"), "/ordine/iscritti/", "members.see"),
            (_("Accessi"), "/ordine/accessi/", "application.decide"),
            (_("Account"), "/ordine/account/", "account.find"),
            (_("Importazioni"), "/ordine/importazioni/", "register.import"),
            (_("Ruoli"), "/ordine/ruoli/", "assignment.give"),
        ),
    ),
    (
        _("Ufficio formazione"),
        (
            (_("Personale"), "/ufficio/personale/", "position.employer"),
            (_("Dossier di gruppo"), "/ufficio/dossier/", "dossier.group"),
        ),
    ),
    (_("Provider"), ((_("Fabbisogni"), "/provider/fabbisogni/", "needs.see"),)),
    (
        _("Gestione"),
        (
            (_("Quadro"), "/gestione/", "installation.see"),
            (_("Organizzazioni"), "/gestione/organizzazioni/", "organisation.create"),
            (_("Ruoli"), "/gestione/ruoli/", "organisation.create"),
            (_("Dossier di gruppo"), "/gestione/dossier/", "dossier.enable"),
            (_("Giornale"), "/gestione/giornale/", "journal.see"),
        ),
    ),
)

# Pages that show an office its own rows only: who reaches all of them has a page elsewhere.
_OWN_OFFICE = frozenset({"/ordine/ruoli/"})


def menu(account: Account, path: str = "") -> Menu:
    """What the account sees in the header of the page at `path`."""
    if not account.approved:
        return Menu([], [])
    roles = {Role(role) for role, _organisation in roles_of(account.pk)}
    shown = [(name, [each for each in pages if _opens(account, roles, each)]) for name, pages in _AREAS]
    shown = [(name, pages) for name, pages in shown if pages]
    known = [to for _name, pages in shown for _page, to, _permission in pages]
    here = max((to for to in known if path.startswith(to)), key=len, default="")
    areas, open_pages = [], []
    for name, pages in shown:
        is_open = any(to == here for _page, to, _permission in pages)
        # An area of one page is called like the page.
        areas.append(Entry(str(name if len(pages) > 1 else pages[0][0]), pages[0][1], is_open))
        if is_open and len(pages) > 1:
            open_pages = [Entry(str(page), to, to == here) for page, to, _permission in pages]
    return Menu(areas, open_pages)


def home(account: Account) -> str:
    """Where the account goes after signing in: to its own things, else to the office in which it works.

    Who runs the installation reaches the pages of every Order, and still begins with the installation.
    """
    areas = [each.path for each in menu(account).areas]
    own = [path for path in areas if path.startswith("/io/")]
    installation = [path for path in areas if path.startswith("/gestione/")]
    return next(iter([*own, *installation, *areas]), "/io/account/")


def _opens(account: Account, roles: set[Role], page: tuple[Any, str, str]) -> bool:
    _name, path, permission = page
    reaches = TABLE[permission]
    if path.startswith("/io/"):
        return reaches.get(Role.PERSON) is OWN and hasattr(account, "professional") and _answers(path)
    wanted = (OURS,) if path in _OWN_OFFICE else (OURS, ALL)
    return any(reaches.get(role) in wanted for role in roles) and _answers(path)


@lru_cache(maxsize=64)
def _answers(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
