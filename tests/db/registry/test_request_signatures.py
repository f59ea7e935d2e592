"""Who signed a declaration: envelopes, PDFs, files cut or added to afterwards, and no signature at all."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from tests.support import requests
from tests.support.world import World, actor, build
from tests.unit.reports.signing import Authority, Signer, sign
from triennio.documents.pdf import render
from triennio.platform.codes import new_code
from triennio.registry.actions.requests import proofs
from triennio.registry.models import Request
from triennio.registry.queries.requests.signatures import Signed, signatures_of

pytestmark = pytest.mark.django_db
DATA = {
    "language": "it", "date": "2026-01-01", "title": "Dichiarazione", "law": "", "code": "c", "author": "a",
    "footer": "f", "intro": "i", "sections": [], "statements": ["s"], "place": "", "signature": "", "how": "",
}  # fmt: skip


@pytest.fixture
def world() -> World:
    return build()


@pytest.fixture(scope="module")
def sheet() -> bytes:
    return render("declaration", DATA)


def _signer(folder: Path, name: str, code: str) -> Signer:
    return Authority(folder).issue(name, f"TINIT-{code}" if code else None, with_rsa=True)


def _pades(content: bytes, who: Signer) -> bytes:
    loaded = signers.SimpleSigner.load(str(who.key), str(who.certificate))
    assert loaded is not None
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        signers.sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(content)),
            signers.PdfSignatureMetadata(field_name="Firma"),
            signer=loaded,
            output=out,
        )
    return out.getvalue()


def _given(world: World, content: bytes) -> list[Signed]:
    request = requests.draft(world.giulia, "publication")
    me = actor(world.giulia)
    proofs.attach(me, key=new_code(), request=request.code, name="d", content=content, role="declaration")
    return signatures_of(Request.objects.get(pk=request.pk))


def test_no_declaration(world: World) -> None:
    assert signatures_of(requests.draft(world.giulia, "publication")) == []


def test_a_whole_envelope_and_one_that_was_touched(world: World, sheet: bytes, tmp_path: Path) -> None:
    who = _signer(tmp_path, "GIULIA ESEMPI", world.professional.tax_code)
    envelope = sign(sheet, who)
    assert _given(world, envelope) == [Signed("whole", "GIULIA ESEMPI", True)]
    touched = envelope.replace(sheet[:2000], sheet[:1999] + b"#")
    assert _given(world, touched)[0].state in ("broken", "unreadable")


def test_a_signed_pdf(world: World, sheet: bytes, tmp_path: Path) -> None:
    signed = _pades(sheet, _signer(tmp_path, "GIULIA ESEMPI", world.professional.tax_code))
    assert _given(world, signed) == [Signed("whole", "GIULIA ESEMPI", True)]
    place = signed.index(b"/Title") + 1
    broken = signed[:place] + b"X" + signed[place + 1 :]
    assert [each.state for each in _given(world, broken)] in (["broken"], ["unreadable"])
    out = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.root["/Lang"] = writer.root["/Lang"]
    writer.update_root()
    writer.write(out)
    assert _given(world, out.getvalue()) == [Signed("added", "GIULIA ESEMPI", True)]


def test_somebody_else_signed(world: World, sheet: bytes, tmp_path: Path) -> None:
    other = world.marco.professional.tax_code
    assert _given(world, sign(sheet, _signer(tmp_path, "ALTRA PERSONA", other))) == [
        Signed("whole", "ALTRA PERSONA", False)
    ]


def test_no_tax_code_on_the_certificate(world: World, sheet: bytes, tmp_path: Path) -> None:
    assert _given(world, sign(sheet, _signer(tmp_path, "SENZA CODICE", ""))) == [
        Signed("whole", "SENZA CODICE", None)
    ]


@pytest.mark.parametrize("content", [b"%PDF-1.4 rotto", b"%PDF-1.7\n" + b"\xff" * 300])
def test_a_file_that_cannot_be_read(world: World, content: bytes) -> None:
    assert _given(world, content) == [Signed("unreadable")]


def test_a_pdf_signed_by_hand(world: World, sheet: bytes) -> None:
    assert _given(world, sheet) == [Signed("none")]
