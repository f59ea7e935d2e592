"""One's own dossier: the plan, how far the register follows it, what it is worth, what it was before."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.kernel.triennio import Triennio
from triennio.people.models import Professional
from triennio.people.web.actors import signed_in
from triennio.platform import clock
from triennio.registry.actions.dossiers import plan
from triennio.registry.queries import dossiers
from triennio.registry.queries.case import case_of, main_registration
from triennio.registry.queries.dossiers import Board, DossierView
from triennio.registry.queries.dossiers_offer import offered, upcoming
from triennio.registry.web.dossiers_form import lines, plan_in, typed_in
from triennio.registry.web.folder_page import mine, show


@dataclass(frozen=True, slots=True)
class Target:
    """An area in credits: the planned share of the obligation, and what is acquired, in hundredths."""

    area: str
    planned: int
    earned: int


@require_safe
@signed_in
def page(request: HttpRequest) -> HttpResponse:
    """The dossiers of a triennio side by side: the person's own and those of their groups."""
    actor, person = mine(request)
    today = clock.today()
    try:
        triennio = Triennio.parse(request.GET.get("triennio", str(Triennio.of(today))))
    except ValueError:
        triennio = Triennio.of(today)
    board = dossiers.board(actor, person, triennio, today)
    registration = main_registration(person)
    wanted = frozenset(each.objective.code for each in board.own.plan) if board.own else frozenset()
    context = {
        "board": board,
        "views": [each for each in (board.own, *board.groups) if each],
        "trienni": dossiers.trienni_of(person, today),
        "bonus": {kind: dossiers.bonus(triennio, kind) for kind in ("individual", "group")},
        "next": triennio.next,
        "targets": _targets(person, board.own) if board.own else [],
        "history": dossiers.history(actor, person, board.own.code) if board.own else [],
        "offer": upcoming(registration.profession if registration else None, wanted, today),
        "has_offer": offered(),
    }
    return show(request, "registry/dossiers/mine.html", context)


def _targets(person: Professional, own: DossierView) -> list[Target]:
    """Planned shares in credits of the obligation of today: a help to choose courses, not what is judged."""
    answer = case_of(person, clock.today()).answer()
    owed = next(
        (Decimal(each["obligation"]) for each in answer["trienni"] if each["triennio"] == str(own.triennio)),
        None,
    )
    if not owed:
        return []
    hundredths = int(owed * 100)
    return [
        Target(each.name, (hundredths * each.percent + 50) // 100, each.earned)
        for each in own.coherence.areas
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: HttpRequest) -> HttpResponse:
    """The plan of the current triennio, to build or to change."""
    actor, person = mine(request)
    today = clock.today()
    board = dossiers.board(actor, person, Triennio.of(today), today)
    refusal = None
    if request.method == "POST":
        try:
            plan(
                actor,
                professional=person.code,
                triennio=board.triennio.first,
                plan=plan_in(typed_in(request)),
            )
        except OutOfSight:
            raise
        except Refusal as caught:
            refusal = caught
        else:
            messages.success(request, _("Dossier salvato."))
            return redirect("registry:dossier")
    return _form(request, person, board, refusal)


def _form(request: HttpRequest, person: Professional, board: Board, refusal: Refusal | None) -> HttpResponse:
    own = {each.objective.code: str(each.percent) for each in board.own.plan} if board.own else {}
    typed = typed_in(request) if request.method == "POST" else own
    registration = main_registration(person)
    context = {
        "board": board,
        "areas": lines(typed, employer_plan(board), registration.profession if registration else None),
        "bonus": dossiers.bonus(board.triennio, "individual"),
        "most": dossiers.plans.MOST_OBJECTIVES,
    }
    return show(request, "registry/dossiers/edit.html", context, refusal=refusal)


def employer_plan(board: Board) -> dict[int, int]:
    """What the group dossiers of the person give to each objective; the largest where there are two."""
    found: dict[int, int] = {}
    for group in board.groups:
        for each in group.plan:
            found[each.objective.code] = max(found.get(each.objective.code, 0), each.percent)
    return found


urlpatterns = [
    path("io/dossier/", page, name="dossier"),
    path("io/dossier/modifica/", edit, name="dossier_edit"),
]
