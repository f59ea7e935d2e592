"""The calculator of events: one page. With the header of its script the same address answers the result alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from triennio.event_calculator.forms import FORMATS_OF_ROLE, QUESTION_OF, EventForm
from triennio.event_calculator.labels import CHAPTERS
from triennio.event_calculator.shown import Shown, shown
from triennio.kernel.faults import InputFaults
from triennio.rules.events import credits_of, load_events

FRAGMENT = "X-Event-Fragment"


# No token against forged requests: the answer depends on the request alone and nothing changes anywhere,
# so there is nothing to forge, and the token would need a cookie.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calculator(request: HttpRequest) -> HttpResponse:
    """GET the questions; POST them answered and get the credits with every step, or what is missing."""
    form = EventForm(request.POST) if request.method == "POST" else EventForm(initial={"inizio": localdate()})
    answer = _answer(form)
    alone = form.is_bound and FRAGMENT in request.headers
    context = {"form": form, "answer": answer, "alone": alone, "formats_of_role": FORMATS_OF_ROLE}
    template = "parts/answer.html" if alone else "page.html"
    status = 422 if form.is_bound and answer is None else 200
    return render(request, f"event_calculator/{template}", context, status=status)


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule on the credits of events, one under the other."""
    listed = load_events().rules
    chapters = [(heading, [listed[id] for id in ids]) for heading, ids in CHAPTERS]
    return render(request, "event_calculator/rules.html", {"chapters": chapters})


def _answer(form: EventForm) -> Shown | None:
    """What the page shows, or None; a number that the formula needs becomes a fault of its question."""
    if not form.is_bound or not form.is_valid():
        return None
    book = load_events()
    event = form.event(book)
    try:
        return shown(event, credits_of(event, book), book)
    except InputFaults as error:
        for fault in error.faults:
            form.add_error(QUESTION_OF[fault.path], _("Scrivi questo numero: serve per il conto."))
        return None
