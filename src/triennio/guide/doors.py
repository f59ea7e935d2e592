"""What to do next: the doors of the product that a page may name, and where each leads today.

A door names the views it would like to open, the best first, each with its arguments behind a space; the first that
this installation has is used, so a page never links to nothing. Only a door with no view at all is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Label = str | Promise


@dataclass(frozen=True, slots=True)
class Door:
    """A link: words and address."""

    label: Label
    address: str


_CALCULATOR = (_("Prova con la calcolatrice"), "calculator:home")
_RULES = (_("Leggi le regole"), "calculator:rules")
_EVENT = (_("Calcola i crediti di un evento"), "event_calculator:home")
_EVENT_RULES = (_("Leggi le regole sugli eventi"), "event_calculator:rules")
_LAWYERS = (_("Calcola gli anni di un avvocato"), "calculator:lawyers")
_LAWYER_RULES = (_("Leggi le regole degli avvocati"), "calculator:lawyer_rules")

DOORS: dict[str, tuple[tuple[Label, str], ...]] = {
    "calcolo": (_CALCULATOR,),
    "regole": (_RULES,),
    "calcolo-evento": (_EVENT,),
    "regole-eventi": (_EVENT_RULES,),
    "avvocati": (_LAWYERS,),
    "regole-avvocati": (_LAWYER_RULES,),
    "privacy": ((_("Leggi l’informativa sui dati"), "web:privacy"),),
    "accessibilita": ((_("Leggi la dichiarazione di accessibilità"), "web:accessibility"),),
    "posizione": ((_("Apri la tua posizione"), "registry:position"), _CALCULATOR),
    "certificazione": ((_("Apri la tua posizione"), "registry:position"), _CALCULATOR),
    "richiesta-esonero": (
        (_("Prepara la domanda di esonero"), "registry:request_begin esonero"),
        _CALCULATOR,
    ),
    "richiesta-esenzione": (
        (_("Prepara la domanda di esenzione"), "registry:request_begin esenzione"),
        _CALCULATOR,
    ),
    "richiesta-individuali": ((_("Registra crediti individuali"), "registry:request_new"), _CALCULATOR),
    "richiesta-spostamento": ((_("Sposta crediti fra trienni"), "registry:moves"), _CALCULATOR),
    "richiesta-mancanti": (
        (_("Segnala un corso mancante"), "registry:request_begin crediti-mancanti"),
        _CALCULATOR,
    ),
    "richiesta-decorrenza": (
        (_("Chiedi di correggere i tuoi dati"), "registry:request_begin decorrenza"),
        _CALCULATOR,
    ),
    "dossier": ((_("Apri il dossier formativo"), "registry:dossier"), _CALCULATOR),
    "spese": ((_("Apri la cartella delle spese"), "registry:expenses"), _CALCULATOR),
    "permessi": ((_("Conta i giorni di permesso"), "registry:paid_days"), _CALCULATOR),
    "eventi": ((_("Cerca un evento"), "events:calendar"), _EVENT),
    "diario": ((_("Apri il diario delle partecipazioni"), "presence:diary"), _LAWYERS),
    "carta": ((_("Apri la Carta"), "wallet:home"), (_("Vai alla pagina iniziale"), "calculator:home")),
    "profilo": (
        (_("Apri il tuo profilo"), "people:account"),
        (_("Vai alla pagina iniziale"), "calculator:home"),
    ),
    "iscrizione": ((_("Crea un account"), "account_signup"), _CALCULATOR),
}


OWN_PAGES = "registry:"
"""Views that need one's own place in the register: who is signed in without one is not sent there."""


def doors(names: Iterable[str], *, registered: bool = True) -> list[Door]:
    """The doors of these names, each address once. `registered` is False for a viewer whom no register knows.
    Raises KeyError for a name that is no door.
    """
    found: dict[str, Door] = {}
    for name in names:
        for label, view in DOORS[name]:
            if view.startswith(OWN_PAGES) and not registered:
                continue
            view_name, *arguments = view.split()
            try:
                address = reverse(view_name, args=arguments)
            except NoReverseMatch:
                continue
            found.setdefault(address, Door(label, address))
            break
    return list(found.values())
