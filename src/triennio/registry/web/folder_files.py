"""Files that go out: documents, tables, archives. Never shown inside a page, never guessed by the browser."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import PurePosixPath

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from triennio.platform.clock import ROME
from triennio.platform.models import Upload
from triennio.platform.uploads import store
from triennio.platform.uploads.kinds import KINDS
from triennio.registry.domain.folder import cell

_BOM = "\ufeff"


def document(upload: Upload) -> HttpResponse:
    """A file as it was sent, to be saved."""
    answer = HttpResponse(store.content(upload), content_type=KINDS[upload.kind].media)
    answer.headers["Content-Disposition"] = content_disposition_header(True, upload.name) or "attachment"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def table(rows: Iterable[Iterable[object]]) -> str:
    """CSV that opens in an Italian spreadsheet: semicolons, UTF-8 with its mark, nothing taken for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([cell(value) for value in row] for row in rows)
    return _BOM + out.getvalue()


def table_answer(name: str, rows: Iterable[Iterable[object]]) -> HttpResponse:
    """The table as a file to save."""
    answer = HttpResponse(table(rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


class _Pipe(io.RawIOBase):
    """Takes what the archive writes and hands it on: the whole archive is never in memory."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.waiting.append(bytes(data))
        return len(data)

    def drain(self) -> bytes:
        found = b"".join(self.waiting)
        self.waiting.clear()
        return found


def archive(members: Iterable[tuple[str, bytes]], at: datetime) -> Iterator[bytes]:
    """A zip in pieces, one member after the other. Raises ValueError for a name that is not plain."""
    pipe, stamp = _Pipe(), at.astimezone(ROME).timetuple()[:6]
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            if (
                PurePosixPath(name).name.startswith(".")
                or ".." in name
                or name.startswith("/")
                or "\\" in name
            ):
                raise ValueError("a name that could leave its folder")
            made.writestr(zipfile.ZipInfo(name, stamp), content, zipfile.ZIP_DEFLATED)
            yield pipe.drain()
    yield pipe.drain()
