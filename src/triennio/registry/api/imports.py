"""Imports of an office: bring a file, look at its dry run, apply it, watch, take it back."""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import File, Form, Path, Router, Schema
from ninja.files import UploadedFile

from triennio.kernel.messages import N_
from triennio.kernel.refusal import OutOfSight
from triennio.platform.api.calls import actor_of, bytes_of
from triennio.platform.api.operations import file_answer, operation, perform
from triennio.platform.api.values import Code, CodeInPath, Limit, Offset, OptionalKey, RequiredKey
from triennio.platform.imports import actions
from triennio.platform.imports.domain import templates
from triennio.platform.imports.domain.faults import RowFault
from triennio.platform.models import Import, ImportRow
from triennio.registry.queries import imports

router = Router(tags=[str(N_("Ufficio: importazioni"))])
KindName = Annotated[str, Path(pattern="^[a-z_.]{1,40}$")]
KindField = Annotated[str, Form(pattern="^[a-z_.]{1,40}$")]


class ImportKindShape(Schema):
    """What can be imported; `columns` of the table to fill in, empty where it is a file of another kind."""

    kind: str
    label: str
    organisations: list[str]
    columns: list[str]


class ImportShape(Schema):
    """An import. `counts` by state of the rows; while it works, `done` of `total`."""

    code: str
    kind: str
    state: str
    label: str
    working: bool
    done: int
    total: int
    counts: dict[str, int]
    fault: str
    created: datetime
    ended: datetime | None


class ChangeShape(Schema):
    field: str
    before: Any
    after: Any


class SampleShape(Schema):
    row: int
    state: str
    text: str
    changes: list[ChangeShape]


class RowFaultShape(Schema):
    row: int
    column: str
    value: str
    code: str
    detail: str
    suggestion: str


class ImportWhole(ImportShape):
    """With the first rows of each state that changes something."""

    samples: list[SampleShape]


class FaultsShape(Schema):
    """A part of the faults. `more` when others follow."""

    items: list[RowFaultShape]
    more: bool


class ImportCode(Schema):
    code: str


@operation(
    router,
    "GET",
    "/import-kinds",
    title=N_("Che cosa si può importare, e con quali colonne"),
    answers=list[ImportKindShape],
    needs="register.import",
)
def read_import_kinds(request: HttpRequest) -> Any:
    """For the viewer's organisations."""
    offices = imports.offices(actor_of(request))
    return [
        {
            "kind": each.name,
            "label": str(each.label),
            "organisations": [office.code for office in offices if not each.refuse(office.pk)],
            "columns": [str(column.label) for column in each.columns_now()],
        }
        for each in imports.kinds(offices)
    ]


@operation(
    router,
    "GET",
    "/import-kinds/{kind}/template",
    title=N_("Il file da riempire, CSV"),
    answers=None,
    needs="register.import",
    media=("text/csv",),
)
def read_template(request: HttpRequest, kind: KindName) -> HttpResponse:
    """With one row of example."""
    allowed = {each.name: each for each in imports.kinds(imports.offices(actor_of(request)))}
    if kind not in allowed or not allowed[kind].columns_now():
        raise OutOfSight("register.import")
    return file_answer(templates.csv_template(allowed[kind].columns_now()), f"{kind}.csv", "text/csv")


@operation(
    router,
    "GET",
    "/imports",
    title=N_("Le importazioni delle proprie organizzazioni"),
    answers=list[ImportShape],
    needs="register.import",
)
def read_imports(request: HttpRequest, limit: Limit = 50) -> Any:
    """The latest first."""
    return [_import(each) for each in imports.listed(actor_of(request), limit)]


def _import(found: Import) -> dict[str, Any]:
    reading = found.state == Import.State.READING
    acting = sum(found.counts.get(str(state), 0) for state in ImportRow.ACTING)
    told = found.fault
    return {
        "code": found.code,
        "kind": found.kind,
        "state": found.state,
        "label": str(Import.State(found.state).label),
        "working": found.state in Import.WORKING,
        "done": found.rows if reading else found.done,
        "total": found.total if reading else acting,
        "counts": found.counts,
        "fault": gettext(told["template"]) % told["values"] if told else "",
        "created": found.created,
        "ended": found.ended,
    }


@operation(
    router,
    "POST",
    "/imports",
    title=N_("Portare un file: comincia la prova a vuoto"),
    answers=ImportWhole,
    does=actions.upload,
    status=201,
)
def bring_import(
    request: HttpRequest,
    key: RequiredKey,
    file: File[UploadedFile],
    organisation: Form[Code],
    kind: KindField,
) -> Any:
    """CSV, xlsx, or a national report (xml, p7m), 100 MB at most. Nothing is written in the register yet."""
    viewer = actor_of(request)
    office = next((each for each in imports.offices(viewer) if each.code == organisation), None)
    if office is None:
        raise OutOfSight("register.import")
    content = bytes_of(file, actions.LIMIT)
    made = actions.bring(
        viewer, key=key, organisation=office.pk, kind=kind, content=content, name=file.name or ""
    )
    return _whole(imports.one(viewer, made["code"]))


@operation(
    router,
    "GET",
    "/imports/{code}",
    title=N_("A che punto è un’importazione, e che cosa cambierebbe"),
    answers=ImportWhole,
    needs="register.import",
)
def read_import(request: HttpRequest, code: CodeInPath) -> Any:
    """Ask again while `working`."""
    return _whole(imports.one(actor_of(request), code))


def _whole(found: Import) -> dict[str, Any]:
    samples = [
        {
            "row": each.number,
            "state": str(state),
            "text": each.text,
            "changes": [
                {"field": name, "before": before, "after": after} for name, before, after in each.changes
            ],
        }
        for state in ImportRow.ACTING
        if found.counts.get(str(state))
        for each in imports.sample(found, state)
    ]
    return {**_import(found), "samples": samples}


@operation(
    router,
    "GET",
    "/imports/{code}/faults",
    title=N_("I difetti delle righe, nell’ordine del file"),
    answers=FaultsShape,
    needs="register.import",
)
def read_import_faults(request: HttpRequest, code: CodeInPath, limit: Limit = 50, offset: Offset = 0) -> Any:
    """Of the dry run, then of rows that were not applied or not taken back."""
    found = imports.faults(imports.one(actor_of(request), code))
    part = list(islice(found, offset, offset + limit + 1))
    return {"items": [_fault(each) for each in part[:limit]], "more": len(part) > limit}


def _fault(each: RowFault) -> dict[str, Any]:
    message = each.message
    sentence = gettext(message.template)
    return {
        "row": each.row,
        "column": each.column,
        "value": each.value,
        "code": each.code,
        "detail": sentence % message.values if message.values else sentence,
        "suggestion": each.suggestion,
    }


@operation(
    router,
    "POST",
    "/imports/{code}/apply",
    title=N_("Applicare ciò che la prova a vuoto ha annunciato"),
    answers=ImportCode,
    does=actions.apply,
)
def apply_import(request: HttpRequest, code: CodeInPath, key: OptionalKey = None) -> Any:
    """In slices, while the rest of the product works."""
    return perform(request, actions.apply, key, code=code)


@operation(
    router,
    "POST",
    "/imports/{code}/undo",
    title=N_("Annullare un’importazione applicata"),
    answers=ImportCode,
    does=actions.undo,
)
def undo_import(request: HttpRequest, code: CodeInPath, key: OptionalKey = None) -> Any:
    """Rows changed since then stay, and are listed among the faults."""
    return perform(request, actions.undo, key, code=code)


@operation(
    router,
    "DELETE",
    "/imports/{code}",
    title=N_("Lasciare un’importazione che non è stata applicata"),
    answers=ImportCode,
    does=actions.drop,
)
def drop_import(request: HttpRequest, code: CodeInPath, key: OptionalKey = None) -> Any:
    """Its file goes."""
    return perform(request, actions.drop, key, code=code)
