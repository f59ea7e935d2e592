"""The page of a body that holds a one-time link: what it is asked, one file, thanks. No account, nothing more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from triennio.kernel.messages import N_
from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.web.actors import actor_of
from triennio.platform.codes import new_code
from triennio.registry.actions.requests.proofs import deliver
from triennio.registry.queries.requests.delivery import Delivery, delivery, digest_of
from triennio.registry.web.folder_page import key_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is asked; take the file."""
    actor = actor_of(request)
    try:
        found = delivery(actor, token)
    except OutOfSight:
        return _gone(request)
    if request.method != "POST":
        return _page(request, found)
    file = request.FILES.get("file")
    try:
        if file is None:
            raise Refusal("FILE_MISSING", N_("Manca il file: sceglierlo e riprovare."), field="file")
        deliver(actor, key=key_of(request), digest=digest_of(token), name=str(file.name), content=file.read())
    except OutOfSight:
        return _gone(request)
    except Refusal as refusal:
        return _page(request, found, refusal)
    return render(request, "registry/requests/delivered.html", {"delivery": found})


def _gone(request: HttpRequest) -> HttpResponse:
    """The same for a link that is unknown, used, expired or no longer needed: nobody learns which."""
    response = render(request, "registry/requests/delivery_gone.html", status=404)
    response["X-Robots-Tag"] = "noindex"
    return response


def _page(request: HttpRequest, found: Delivery, refusal: Refusal | None = None) -> HttpResponse:
    context = {"delivery": found, "key": new_code(), "refusal": refusal}
    response = render(request, "registry/requests/delivery.html", context, status=409 if refusal else 200)
    # The address is the right: it must not stay in an index. To other sites no page of ours says where it is.
    response["X-Robots-Tag"] = "noindex"
    return response
