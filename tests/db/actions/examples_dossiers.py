"""Examples of the actions on dossiers."""

from __future__ import annotations

from datetime import date

from tests.support.examples import Builder, Example
from tests.support.world import World
from triennio.kernel.triennio import Triennio
from triennio.platform import clock
from triennio.registry.models import Dossier, DossierMember, DossierRequest

PLAN = [[18, 60], [7, 20], [6, 20]]
OWN = ("marco", "elena", "clerk", "president", "office", "secretary", "operator", "suspended")
# A training office plans for its firm: no other office, and nobody of the staff.
OFFICES = ("marco", "giulia", "clerk", "other_clerk", "secretary", "operator", "suspended")


def _now() -> Triennio:
    return Triennio.of(clock.today())


def group(made: World) -> Dossier:
    """A dossier of the firm, which is enabled."""
    made.firm.group_dossier = True
    made.firm.save()
    return Dossier.objects.create(
        type="group",
        organisation=made.firm,
        name="Piano di prova",
        triennio=_now().first,
        built=clock.today(),
    )


def _plan(made: World) -> Example:
    arguments = {"professional": made.professional.code, "triennio": _now().first, "plan": PLAN}
    return Example(made.giulia, arguments, strangers=OWN)


def _ask(made: World) -> Example:
    return Example(
        made.office, {"organisation": made.firm.code, "note": "Per tutti i reparti"}, strangers=OFFICES
    )


def _enable(made: World) -> Example:
    asked = DossierRequest.objects.create(organisation=made.firm)
    strangers = ("marco", "giulia", "clerk", "office", "secretary", "auditor", "suspended")
    return Example(made.operator, {"request": asked.code, "accept": True}, strangers=strangers)


def _build(made: World) -> Example:
    group(made)
    arguments = {"organisation": made.firm.code, "triennio": _now().first, "name": "Piano", "plan": PLAN}
    return Example(made.office, arguments, strangers=OFFICES)


def _change(made: World) -> Example:
    return Example(
        made.office, {"dossier": group(made).code, "name": "Altro nome", "plan": PLAN}, strangers=OFFICES
    )


def _join(made: World) -> Example:
    arguments = {
        "dossier": group(made).code,
        "professionals": [made.professional.code],
        "since": clock.today(),
    }
    return Example(made.office, arguments, strangers=OFFICES)


def _leave(made: World) -> Example:
    dossier, first = group(made), date(_now().first, 1, 1)
    DossierMember.objects.create(dossier=dossier, professional=made.professional, since=first)
    arguments = {"dossier": dossier.code, "professionals": [made.professional.code], "until": clock.today()}
    return Example(made.office, arguments, strangers=OFFICES)


EXAMPLES: dict[str, Builder] = {
    "dossier.plan": _plan,
    "dossier.ask": _ask,
    "dossier.enable": _enable,
    "dossier.group_build": _build,
    "dossier.group_change": _change,
    "dossier.join": _join,
    "dossier.leave": _leave,
}
