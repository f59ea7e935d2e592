"""Moving credits: what can be moved, before and after, the confirmation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.web.actors import signed_in
from triennio.pictures.domain import compare
from triennio.platform import clock
from triennio.registry.actions.moves import move
from triennio.registry.queries import moves
from triennio.registry.web.folder_page import key_of, mine, show


@require_safe
@signed_in
def board(request: HttpRequest) -> HttpResponse:
    """Everything that can be moved, what cannot and why, what was."""
    return _board(request)


def _board(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    actor, person = mine(request)
    found = moves.board(actor, person, clock.today())
    return show(request, "registry/moves/board.html", {"board": found}, refusal=refusal)


@require_POST
@signed_in
def preview(request: HttpRequest) -> HttpResponse:
    """Both trienni side by side. Writes nothing."""
    actor, person = mine(request)
    try:
        found = moves.preview(actor, person, request.POST.getlist("participation"), clock.today())
    except OutOfSight:
        raise
    except Refusal as refusal:
        return _board(request, refusal)
    names = {row.code: row.title for row in found.rows}
    comparison = compare(found.before, found.after, names)
    return show(request, "registry/moves/preview.html", {"preview": found, "comparison": comparison})


@require_POST
@signed_in
def confirm(request: HttpRequest) -> HttpResponse:
    """Move, for good."""
    actor, person = mine(request)
    chosen = request.POST.getlist("participation")
    try:
        if request.POST.get("sure") != "yes":
            raise Refusal(
                "MOVE_NOT_CONFIRMED",
                _("Manca la conferma: non è stato spostato nulla."),
                next_step=_("Scegliere di nuovo e segnare la casella sotto il confronto."),
            )
        answer = move(
            actor,
            key=key_of(request),
            professional=person.code,
            participations=chosen,
            seen=request.POST.get("seen", ""),
        )
    except OutOfSight:
        raise
    except Refusal as refusal:
        return _board(request, refusal)
    period = f"{answer['to']}-{answer['to'] + 2}"
    messages.success(
        request, _("Spostamento registrato: i crediti contano nel %(period)s.") % {"period": period}
    )
    return redirect("registry:moves")


urlpatterns = [
    path("io/spostamento/", board, name="moves"),
    path("io/spostamento/confronto/", preview, name="move_preview"),
    path("io/spostamento/conferma/", confirm, name="move_confirm"),
]
