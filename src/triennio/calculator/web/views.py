"""The calculator: one address, three steps on one page. Nothing is kept, nothing is written down."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from triennio.calculator import clock, engine
from triennio.calculator.domain.case import build
from triennio.calculator.domain.result import result
from triennio.calculator.web.forms import CalculatorForm, Lists
from triennio.calculator.web.links import LINKS
from triennio.calculator.web.steps import first_step_with_errors
from triennio.calculator.web.summary import summary, typed
from triennio.kernel.faults import Fault, InputFaults

BACK = "modifica"  # name of the buttons that bring the answers back; their value is the step


# No token against forged requests: the answer depends on the request alone and nothing changes anywhere,
# so there is nothing to forge, and the token would need the only cookie of the page.
@csrf_exempt
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def calculator(request: HttpRequest) -> HttpResponse:
    """GET the empty form; POST the answers and get the result, the faults, or the form filled again."""
    today = clock.today()
    lists = Lists(engine.professions(), engine.trienni())
    if request.method != "POST":
        return _form_page(request, CalculatorForm(today=today, lists=lists))
    if BACK in request.POST:
        again = CalculatorForm(initial=request.POST.dict(), today=today, lists=lists)
        return _form_page(request, again, step=request.POST[BACK])
    form = CalculatorForm(request.POST, today=today, lists=lists)
    if not form.is_valid():
        return _form_page(request, form)
    answers = form.answers()
    try:
        output = engine.evaluate(build(answers, today))
    except InputFaults as error:
        _add_faults(form, error.faults)
        return _form_page(request, form)
    rules = engine.rules()
    disputed = {rule.id for rule in rules.values() if rule.open}
    context = {
        "form": form,
        "summary": summary(form, answers.triennio),
        "typed": typed(form),
        "result": result(output, answers, today, disputed),
        "rules": rules,
        "links": LINKS,
    }
    return render(request, "calculator/result.html", context)


def _form_page(request: HttpRequest, form: CalculatorForm, step: str = "") -> HttpResponse:
    """The three steps; with faults, status 422 and the first step that has one."""
    if form.errors:
        step = str(first_step_with_errors(form))
    context = {"form": form, "start": step if step in ("1", "2", "3") else "1"}
    return render(request, "calculator/form.html", context, status=422 if form.errors else 200)


def _add_faults(form: CalculatorForm, faults: Iterable[Fault]) -> None:
    """What the engine refuses although the form admitted it, said at the top of the page."""
    for fault in faults:
        form.add_error(None, _("Il calcolo non accetta una risposta (%(what)s).") % {"what": str(fault)})
