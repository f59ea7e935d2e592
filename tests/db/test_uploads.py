"""Files that people send: told by their bytes, scanned, kept outside the web root, sealed where they are special."""

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.support import clamav
from triennio.kernel.refusal import Refusal
from triennio.people.permissions import TABLE
from triennio.platform import clock
from triennio.platform.actions import Act, Key, Spec
from triennio.platform.models import Upload
from triennio.platform.permissions import SYSTEM
from triennio.platform.uploads import kinds, store

assert TABLE
PDF = b"%PDF-1.7\n%\xe2\xe3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    """Where the files of this test stand."""
    settings.UPLOADS = tmp_path / "uploads"
    settings.CLAMAV = ""
    return settings.UPLOADS


def _act() -> Act:
    return Act(Spec("test.upload", "proofs.own", Key.OPTIONAL, dict), SYSTEM, clock.now(), permitted=True)


def _keep(content: bytes, *, name: str = "attestato.pdf", sealed: bool = False, **more: object) -> Upload:
    return store.keep(
        _act(), content, name=name, purpose="proof", allowed=kinds.PROOFS, organisation=1, owner=None, sealed=sealed,
        **more,
    )  # fmt: skip


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (PNG, "png"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 10, "jpeg"),
        (bytes.fromhex("3082010006092a864886f70d010702") + b"\0" * 10, "p7m"),
        (b"-----BEGIN PKCS7-----\nMII=\n", "p7m"),
        (b'<?xml version="1.0"?><dataroot/>', "xml"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><dataroot/>', "xml"),
        (_zip("xl/workbook.xml"), "xlsx"),
        (_zip("a.xml"), "zip"),
        ("cognome;nome\nRossi;Nicolò\n".encode(), "csv"),
        (b"<html><script>alert(1)</script></html>", None),
        (b"MZ\x90\x00\x03", None),
        (b"GIF89a\x01\x00", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", None),
    ],
)
def test_a_file_is_what_its_bytes_say(content: bytes, kind: str | None) -> None:
    found = kinds.sniff(content)
    assert (found.name if found else None) == kind


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "EMPTY_FILE"), (PDF + b"0" * store.LIMIT, "FILE_TOO_LARGE"), (b"MZ\x90\x00", "FILE_KIND")],
)
def test_what_may_not_come_in_is_refused_and_leaves_nothing(content: bytes, code: str, folder: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        _keep(content, name="documento.pdf")
    assert (refusal.value.code, bool(refusal.value.next_step)) == (code, True)
    assert not Upload.objects.exists()
    assert not list(folder.rglob("*"))


def test_a_file_stands_under_a_random_name_readable_by_the_product_only(folder: Path) -> None:
    upload = _keep(PDF, name="../../etc/Attestato «Rossi».pdf")
    [path] = [each for each in folder.rglob("*") if each.is_file()]
    assert upload.name == "Attestato «Rossi».pdf"
    assert "Rossi" not in str(path)
    assert path.stat().st_mode & 0o077 == 0
    assert store.content(upload) == PDF
    assert upload.verdict == "unscanned"


def test_a_sealed_file_cannot_be_read_from_the_disk(folder: Path) -> None:
    upload = _keep(PDF, sealed=True)
    [path] = [each for each in folder.rglob("*") if each.is_file()]
    assert b"PDF" not in path.read_bytes()
    assert store.content(upload) == PDF


def test_the_scanner_lets_the_harmless_in_and_stops_the_test_virus(settings) -> None:
    with clamav.daemon() as address:
        settings.CLAMAV = address
        assert _keep(PDF).verdict == "clean"
        with pytest.raises(Refusal) as refusal:
            _keep(PDF + clamav.EICAR)
    assert refusal.value.code == "FILE_INFECTED"
    assert Upload.objects.count() == 1


@pytest.mark.parametrize("reply", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"nonsense"])
def test_a_scanner_that_gives_no_verdict_lets_nothing_in(settings, reply: bytes) -> None:
    with clamav.daemon(reply) as address:
        settings.CLAMAV = address
        with pytest.raises(Refusal) as refusal:
            _keep(PDF)
    assert refusal.value.code == "SCANNER_DOWN"


def test_a_scanner_that_is_not_there_lets_nothing_in(settings) -> None:
    settings.CLAMAV = "127.0.0.1:1"
    with pytest.raises(Refusal) as refusal:
        _keep(PDF)
    assert refusal.value.code == "SCANNER_DOWN"


def test_a_file_past_its_term_is_deleted_and_its_row_says_when(
    folder: Path, django_capture_on_commit_callbacks
) -> None:
    day = date(2026, 5, 1)
    kept, gone = _keep(PDF, delete_after=day), _keep(PNG, delete_after=day - timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert store.erase_expired(day) == 1
    gone.refresh_from_db()
    assert gone.erased is not None
    with pytest.raises(FileNotFoundError):
        store.content(gone)
    assert store.content(kept) == PDF
    assert len([each for each in folder.rglob("*") if each.is_file()]) == 1


def test_a_file_that_no_row_knows_is_swept_after_a_day(folder: Path) -> None:
    kept = _keep(PDF)
    (folder / "zz").mkdir()
    (folder / "zz" / "lost").write_bytes(b"x")
    assert store.sweep() == 0
    with clock.held_at(clock.now() + timedelta(days=2)):
        assert store.sweep() == 1
    assert store.content(kept) == PDF
