"""How long the documents of a request are kept once it is decided."""

from __future__ import annotations

from triennio.platform import clock
from triennio.platform.actions import Act
from triennio.platform.models import Upload
from triennio.registry.actions.requests.common import kind_of
from triennio.registry.domain.requests.terms import delete_after
from triennio.registry.models import Request


def limit_proofs(act: Act, request: Request) -> None:
    """Give the documents of an absence their last day. Those of credits stay: they prove what counts."""
    if kind_of(request).family != "absence":
        return
    uploads = request.proofs.values_list("upload_id", flat=True)
    last = delete_after(clock.day_of(act.now))
    Upload.objects.filter(pk__in=list(uploads), erased=None).update(delete_after=last)
