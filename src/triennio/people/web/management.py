"""Roles and organisations, for the operator and for the presidency of an Order."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.actions import organisations as organisation_actions
from triennio.people.actions import roles as role_actions
from triennio.people.domain.roles import GIVEN_BY_PRESIDENT
from triennio.people.models import Role
from triennio.people.permissions import reaches_all
from triennio.people.queries import organisations, roles
from triennio.people.web.actors import actor_of, signed_in
from triennio.people.web.csvfile import csv_answer
from triennio.people.web.forms import ChangeOrganisationForm, OrganisationForm, RoleForm
from triennio.platform.permissions import Actor, Scope, allowed


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """What the operator and the auditor may open."""
    viewer = actor_of(request)
    if not allowed(viewer, "installation.see", Scope()):
        raise OutOfSight("installation.see")
    auditor = allowed(viewer, "journal.see", Scope())
    return render(request, "people/management.html", {"operator": _operates(viewer), "auditor": auditor})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def all_roles(request: HttpRequest) -> HttpResponse:
    """Roles everywhere, for the operator."""
    if not _operates(actor_of(request)):
        raise OutOfSight("assignment.give")
    return _roles(request, order_only=False)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def order_roles(request: HttpRequest) -> HttpResponse:
    """Roles in the viewer's own Order, for its presidency."""
    if not roles.offices(actor_of(request), order_only=True).exists():
        raise OutOfSight("assignment.give")
    return _roles(request, order_only=True)


def _roles(request: HttpRequest, *, order_only: bool) -> HttpResponse:
    viewer = actor_of(request)
    held = roles.held(viewer, order_only=order_only)
    if request.method == "GET" and request.GET.get("formato") == "csv":
        rows = ([each.organisation.name, each.get_role_display(), each.account.full_name] for each in held)
        return csv_answer("ruoli", ["organizzazione", "ruolo", "persona"], rows)
    if request.method == "POST" and request.POST.get("end", "").isdigit():
        return _end_role(request, viewer)
    only = () if _operates(viewer) and not order_only else GIVEN_BY_PRESIDENT
    form = RoleForm(request.POST or None, bodies=roles.offices(viewer, order_only=order_only), only=only)
    if request.method == "POST" and form.is_valid() and _given(request, viewer, form):
        return HttpResponseRedirect(request.path)
    said = {"form": form, "held": held, "order_only": order_only, "endable": only or Role.values}
    return render(request, "people/roles.html", said, status=400 if form.errors else 200)


def _end_role(request: HttpRequest, viewer: Actor) -> HttpResponse:
    try:
        role_actions.end(viewer, assignment=int(request.POST["end"]))
        messages.info(request, _("Il ruolo è tolto."))
    except OutOfSight:
        raise
    except Refusal as refusal:
        messages.error(request, f"{refusal.sentence} {refusal.next_step}".strip())
    return HttpResponseRedirect(request.path)


def _given(request: HttpRequest, viewer: Actor, form: RoleForm) -> bool:
    return _done(
        request, form, _("Il ruolo è assegnato."), lambda values: role_actions.give(viewer, **values)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def organisation_list(request: HttpRequest) -> HttpResponse:
    """The organisations, and a new one."""
    viewer = actor_of(request)
    if not _operates(viewer):
        raise OutOfSight("organisation.create")
    listed = organisations.listed(viewer)
    if request.GET.get("formato") == "csv":
        rows = (
            [each.name, each.get_kind_display(), each.registry_code, each.support_email] for each in listed
        )
        return csv_answer("organizzazioni", ["nome", "tipo", "codice", "indirizzo"], rows)
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = _("L’organizzazione è creata.")
        if _done(request, form, said, lambda values: organisation_actions.create(viewer, **values)):
            return HttpResponseRedirect(request.path)
    return render(
        request,
        "people/organisations.html",
        {"form": form, "organisations": listed},
        status=400 if form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """Name and address for help of one organisation: the operator's any, a presidency's own."""
    viewer = actor_of(request)
    found = organisations.one(viewer, code)
    first = {"name": found.name, "support_email": found.support_email}
    form = ChangeOrganisationForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        done = _done(
            request,
            form,
            _("I dati sono cambiati."),
            lambda values: organisation_actions.change(viewer, organisation=code, **values),
        )
        if done:
            return HttpResponseRedirect(reverse("people:organisation", args=[code]))
    said = {"form": form, "organisation": found, "operator": _operates(viewer)}
    return render(request, "people/organisation.html", said, status=400 if form.errors else 200)


def _done(request: HttpRequest, form: Any, said: str, do: Any) -> bool:
    try:
        do(form.cleaned_data)
    except OutOfSight:
        raise
    except Refusal as refusal:
        form.refused(refusal)
        return False
    messages.info(request, said)
    return True


def _operates(viewer: Actor) -> bool:
    return viewer.account is not None and reaches_all(viewer.account, "assignment.give")
