"""Trying what would change. A POST, because a reason of an absence has no place in an address; nothing is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from triennio.people.web.actors import signed_in
from triennio.pictures.links import Links
from triennio.platform import clock
from triennio.registry.domain.whatif import COURSE, INDIVIDUAL, Trial
from triennio.registry.queries.whatif import choices, whatif
from triennio.registry.web.folder_page import mine
from triennio.registry.web.position_links import address_of, begin
from triennio.registry.web.whatif_form import TrialForm
from triennio.rules.book import load


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def page(request: HttpRequest) -> HttpResponse:
    """The form; after a POST also both positions side by side."""
    actor, person = mine(request)
    today = clock.today()
    sent = request.POST if request.method == "POST" else None
    form = TrialForm(sent, choices=choices(actor, person, today), today=today)
    context = {
        "form": form,
        "rules": load("ecm").rules,
        "links": Links(rule="calculator:rule", guide="guide:page"),
    }
    if sent is not None and form.is_valid():
        trial = form.trial()
        names = {COURSE: _("Il corso che provi"), INDIVIDUAL: _("L’attività che provi")}
        if not trial.empty:
            found = whatif(actor, person, trial, today, names)
            context |= {"tried": found, "comparison": found.comparison, "real": _real(trial)}
        else:
            context["nothing"] = True
    return render(request, "registry/whatif/page.html", context, status=422 if form.errors else 200)


def _real(trial: Trial) -> list[tuple[str, str]]:
    """(words, address) of the pages on which what was tried becomes a request."""
    found = []
    if trial.away:
        kind = "exemption" if trial.away.group == "exemptions" else "exoneration"
        words = (
            _("Prepara la domanda di esenzione")
            if kind == "exemption"
            else _("Prepara la domanda di esonero")
        )
        found.append((words, begin(kind)))
    if trial.individual:
        address = begin(trial.individual.kind)
        found.append((_("Registra l’attività individuale"), address))
    if trial.plan and trial.plan.type == "individual":
        found.append((_("Apri il dossier formativo"), address_of("registry:dossier")))
    if trial.moving:
        found.append((_("Vai allo spostamento"), address_of("registry:moves")))
    return [(words, address) for words, address in found if address]
