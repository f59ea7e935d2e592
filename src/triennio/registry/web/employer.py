"""The staff of a firm for its training office: verdict and missing credits, in words."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from triennio.kernel.triennio import Triennio
from triennio.people.web.actors import actor_of, signed_in
from triennio.people.web.csvfile import harmless
from triennio.platform import clock
from triennio.registry.queries import employer
from triennio.registry.queries.employer import StaffRow
from triennio.registry.web.position_labels import VERDICT_LABELS

PAGE = 25
LONGEST = 100


@require_safe
@signed_in
def listed(request: HttpRequest) -> HttpResponse:
    """Who works here today, a page at a time; `?reparto=` and `?cerca=` choose."""
    viewer, day = actor_of(request), clock.today()
    period = _period(request, day)
    ward, text = request.GET.get("reparto", ""), request.GET.get("cerca", "")[:LONGEST].strip()
    page = Paginator(employer.staff(viewer, day, ward=ward, text=text), PAGE).get_page(
        request.GET.get("pagina")
    )
    context = {
        "page": page,
        "rows": list(employer.rows(page.object_list, day, period)),
        "periods": _periods(day),
        "period": period,
        "wards": employer.wards(viewer, day),
        "ward": ward,
        "text": text,
        "day": day,
    }
    return render(request, "registry/members/staff.html", context)


@require_safe
@signed_in
def table(request: HttpRequest) -> HttpResponse:
    """The same, whole, as a file; it is written while it is computed."""
    viewer, day = actor_of(request), clock.today()
    people = employer.staff(viewer, day, ward=request.GET.get("reparto", ""))
    answer = StreamingHttpResponse(
        _lines(employer.rows(people.iterator(), day, _period(request, day)), day), content_type="text/csv"
    )
    answer.headers["Content-Disposition"] = 'attachment; filename="personale.csv"'
    return answer  # type: ignore[return-value]


def _periods(day: date) -> list[Triennio]:
    """The triennio of the day and the two before it."""
    now = Triennio.of(day)
    return [now, now.previous, now.previous.previous]


def _period(request: HttpRequest, day: date) -> Triennio:
    wanted = request.GET.get("periodo", "")
    return next((each for each in _periods(day) if str(each) == wanted), Triennio.of(day))


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _lines(rows: Iterator[StaffRow], day: date) -> Iterator[str]:
    writer = csv.writer(_Echo(), delimiter=";")
    head = [_("Nome"), _("Reparto"), _("Triennio"), _("Posizione"), _("Crediti mancanti"), _("Al giorno")]
    yield "\ufeff" + writer.writerow(head)
    for each in rows:
        running = each.missing != "0" and not each.ended
        verdict = _("in corso") if running else str(VERDICT_LABELS[each.code])
        cells = [each.name, each.ward, each.period, verdict, each.missing, day.isoformat()]
        yield writer.writerow([harmless(str(cell)) for cell in cells])
