"""The pages of the person's area, in the order of use: those this installation has."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from triennio.registry.web.position_links import address_of

_PAGES = (
    (gettext_noop("Posizione"), "registry:position"),
    (gettext_noop("Prova che cosa cambia"), "registry:whatif"),
    (gettext_noop("Richieste"), "registry:requests"),
    (gettext_noop("Dossier"), "registry:dossier"),
    (gettext_noop("Sposta crediti"), "registry:moves"),
    (gettext_noop("Prove"), "registry:proofs"),
    (gettext_noop("Spese"), "registry:expenses"),
    (gettext_noop("Ricettario"), "registry:card"),
    (gettext_noop("Archivio"), "registry:archive"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the area; `here` where it is the open one, or one below it."""

    name: str
    path: str
    here: bool


def entries(path: str) -> list[Entry]:
    """The pages there are. The deepest whose address begins the open one is marked."""
    known = [(_(name), address) for name, view in _PAGES if (address := address_of(view))]
    open_one = max((address for _name, address in known if path.startswith(address)), key=len, default="")
    return [Entry(name, address, address == open_one) for name, address in known]
