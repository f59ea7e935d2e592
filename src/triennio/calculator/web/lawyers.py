"""The page of lawyers: choose the years by a link, answer once, read. Nothing is kept, nothing is written down."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from triennio.calculator import clock, engine
from triennio.calculator.domain.lawyers.case import build
from triennio.calculator.domain.lawyers.periods import Years, chosen, offered
from triennio.calculator.domain.lawyers.result import result
from triennio.calculator.web.lawyers_form import LawyerForm
from triennio.calculator.web.links import LAWYERS_LINKS
from triennio.kernel.faults import InputFaults

BACK = "modifica"
PERIOD = "periodo"


# Exempt for the reason said in `views.calculator`: nothing changes anywhere, and a token would need a cookie.
@csrf_exempt
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def lawyers(request: HttpRequest) -> HttpResponse:
    """GET the questions about `?periodo=`; POST the answers and get the result, or the faults."""
    today = clock.today()
    periods = offered(today, engine.last_year_of_lawyers())
    told = request.POST if request.method == "POST" else request.GET
    years = chosen(told.get(PERIOD), periods)
    if request.method != "POST" or BACK in request.POST:
        initial = request.POST.dict() if request.method == "POST" else None
        return _form_page(request, LawyerForm(initial=initial, years=years, today=today), periods)
    form = LawyerForm(request.POST, years=years, today=today)
    if not form.is_valid():
        return _form_page(request, form, periods)
    answers = form.answers()
    try:
        output = engine.evaluate(build(answers, today))
        now = engine.evaluate(build(answers, today, as_of=today))
    except InputFaults as error:
        for fault in error.faults:
            form.add_error(None, _("Il calcolo non accetta una risposta (%(what)s).") % {"what": str(fault)})
        return _form_page(request, form, periods)
    context = {
        "form": form,
        "typed": typed(form),
        "result": result(output, answers, today, now["certificate"]),
        "rules": engine.rules(engine.LAWYERS),
        "links": LAWYERS_LINKS,
        "family": engine.LAWYERS,
    }
    return render(request, "calculator/lawyers/result.html", context)


def typed(form: LawyerForm) -> list[tuple[str, str]]:
    """(field, text) as typed, for hidden fields."""
    return [(name, form.data[name]) for name in form.fields if form.data.get(name)]


def _form_page(request: HttpRequest, form: LawyerForm, periods: list[Years]) -> HttpResponse:
    context = {
        "form": form,
        "periods": periods,
        "family": engine.LAWYERS,
        "unpublished": engine.unpublished_years(),
    }
    return render(request, "calculator/lawyers/form.html", context, status=422 if form.errors else 200)
