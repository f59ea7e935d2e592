"""Who signed the declaration of a request, as far as the file alone can tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triennio.platform.models import Upload
from triennio.platform.uploads import kinds, store
from triennio.registry.models import Request, RequestProof
from triennio.reports.pdf_signature import pdf_signatures
from triennio.reports.safe_xml import UnreadableFile
from triennio.reports.signature import open_envelope


@dataclass(frozen=True, slots=True)
class Signed:
    """`state`: `whole`, `added` (the file grew after the signature), `broken`, `none` (no digital signature),
    `unreadable`. `own` says whether the certificate bears the tax code of who declares; None where it bears none.
    """

    state: str
    name: str = ""
    own: bool | None = None


def signatures_of(request: Request) -> list[Signed]:
    """The signatures of the declaration given with a request; empty without one. For those who may see it."""
    rows = RequestProof.objects.filter(request=request, role="declaration", upload__erased=None)
    found = rows.select_related("upload").order_by("-pk").first()
    if found is None:
        return []
    try:
        signers = list(_signers(found.upload))
    except (UnreadableFile, FileNotFoundError):
        return [Signed("unreadable")]
    mine = request.professional.tax_code
    return [Signed(state, name, code == mine if code else None) for state, name, code in signers] or [
        Signed("none")
    ]


def _signers(upload: Upload) -> Iterator[tuple[str, str, str]]:
    content = store.content(upload)
    if upload.kind == kinds.P7M.name:
        inner, envelope = open_envelope(content)
        for each in envelope:
            yield ("whole" if each.whole else "broken", each.name, each.tax_code)
        if kinds.sniff(inner) is not kinds.PDF:
            return
        content = inner
    elif upload.kind != kinds.PDF.name:
        return
    for inside in pdf_signatures(content):
        yield inside.state, inside.name, inside.tax_code
