"""What people do with an import: bring a file, confirm what it would change, take it back, leave it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.platform import clock, runs
from triennio.platform.actions import Act, Answer, Key, action, deny, locked
from triennio.platform.imports.kinds import KINDS, ImportKind
from triennio.platform.models import Import, ImportRow
from triennio.platform.permissions import Actor, Scope, require
from triennio.platform.uploads import store

LIMIT = 100 * 1024 * 1024
KEPT_FOR = timedelta(days=90)
OUTCOMES = {
    "checked": (Import.State.READING, Import.State.CHECKED),
    "refused": (Import.State.READING, Import.State.REFUSED),
    "applied": (Import.State.APPLYING, Import.State.APPLIED),
    "undone": (Import.State.UNDOING, Import.State.UNDONE),
}


def bring(actor: Actor, *, key: str, organisation: int, kind: str, content: bytes, name: str) -> Answer:
    """Bring a file and start its dry run. The file is on disk before the action begins, which holds the lock.

    Raises OutOfSight, Refusal: those of uploads, IMPORT_KIND, SAME_FILE.
    """
    try:
        require(actor, "register.import", Scope.of(organisation))
    except OutOfSight:
        deny(actor, "import.upload")
        raise
    known = _kind(organisation, kind)
    laid = store.lay(
        content, name=name, allowed=known.accepts, organisation=organisation, sealed=True, limit=LIMIT
    )
    lines = content.count(b"\n") if laid.kind == "csv" else 0
    return upload(actor, key=key, organisation=organisation, kind=kind, file=laid, lines=lines)


@action("import.upload", permission="register.import", key=Key.REQUIRED)
def upload(act: Act, *, organisation: int, kind: str, file: store.Laid, lines: int) -> Answer:
    """Enter a file that was laid down and start its dry run; `lines` is an estimate. Raises Refusal: see `bring`."""
    act.permit(Scope.of(organisation))
    known = _kind(organisation, kind)
    _refuse_again(organisation, kind, file.digest)
    made = Import.objects.create(
        kind=kind,
        organisation=organisation,
        account=act.actor.account,
        upload=store.enter(
            act,
            file,
            purpose="import",
            organisation=organisation,
            owner=act.actor.account,
            sealed=True,
            delete_after=None if known.keeps_file else clock.day_of(act.now + KEPT_FOR),
        ),
        sha256=file.digest,
        total=max(0, lines - 1),
        created=act.now,
    )
    _start(act, made, "import.check")
    act.journal(f"import:{made.code}", {"kind": kind, "sha256": file.digest}, organisation=organisation)
    return {"code": made.code}


def _kind(organisation: int, name: str) -> ImportKind:
    """The kind, if the organisation may bring it. Raises Refusal: IMPORT_KIND."""
    known = KINDS.get(name)
    if known is None:
        raise Refusal("IMPORT_KIND", "Questo tipo di importazione non esiste.", field="kind")
    if reason := known.refuse(organisation):
        raise Refusal("IMPORT_KIND", reason, field="kind")
    return known


def _refuse_again(organisation: int, kind: str, digest: str) -> None:
    """The same bytes are not asked for twice while the first time is in force or under way."""
    living = (*Import.WORKING, Import.State.CHECKED, Import.State.APPLIED)
    same = Import.objects.filter(organisation=organisation, kind=kind, sha256=digest, state__in=living)
    found = same.order_by("-created").first()
    if found is not None:
        raise Refusal(
            "SAME_FILE",
            f"Questo file è già stato caricato il {clock.day_of(found.created):%d/%m/%Y}.",
            next_step="Aprire l’importazione che c’è già, nell’elenco; per ripeterla, prima annullarla.",
            field="file",
        )


@action("import.apply", permission="register.import")
def apply(act: Act, *, code: str) -> Answer:
    """Confirm a dry run: what it announced is written in slices. Raises Refusal: NOTHING_TO_APPLY, IMPORT_STATE."""
    found = _one(act, code)
    if found.state in (Import.State.APPLYING, Import.State.APPLIED):
        act.nothing_changed()
        return {"code": found.code}
    _must_be(found, Import.State.CHECKED)
    acting = {str(state): found.counts.get(str(state), 0) for state in ImportRow.ACTING}
    if not any(acting.values()):
        raise Refusal("NOTHING_TO_APPLY", "Il file non cambia niente: non c’è nulla da applicare.")
    _move(act, found, Import.State.APPLYING, acting)
    _start(act, found, "import.apply", sum(acting.values()))
    return {"code": found.code}


@action("import.undo", permission="register.import")
def undo(act: Act, *, code: str) -> Answer:
    """Take an import back. Rows changed since stay, and are listed. Raises Refusal: IMPORT_STATE, TOO_LATE."""
    found = _one(act, code)
    if found.state in (Import.State.UNDOING, Import.State.UNDONE):
        act.nothing_changed()
        return {"code": found.code}
    _must_be(found, Import.State.APPLIED)
    if found.forgotten is not None:
        raise Refusal(
            "TOO_LATE",
            f"Sono passati {KEPT_FOR.days} giorni: i dati per annullare non ci sono più.",
            next_step="Correggere le singole righe.",
        )
    _move(act, found, Import.State.UNDOING, {})
    _start(act, found, "import.undo", found.done)
    return {"code": found.code}


@action("import.drop", permission="register.import")
def drop(act: Act, *, code: str) -> Answer:
    """Leave an import that has not been applied. Raises Refusal: IMPORT_STATE."""
    found = _one(act, code)
    if found.state == Import.State.DROPPED:
        act.nothing_changed()
        return {"code": found.code}
    _must_be(found, Import.State.READING, Import.State.CHECKED, Import.State.REFUSED)
    _move(act, found, Import.State.DROPPED, {})
    return {"code": found.code}


@action("import.end", permission="register.import")
def end(act: Act, *, code: str, outcome: str, fault: dict[str, Any] | None = None) -> Answer:
    """What the worker found at the end of a phase. Called by the system only; a second time changes nothing."""
    found = _one(act, code)
    before, after = OUTCOMES[outcome]
    if found.state != before:
        act.nothing_changed()
        return {"code": found.code, "state": found.state}
    found.fault = fault or {}
    if outcome == "checked":
        found.checked = act.now
    elif outcome == "applied":
        found.applied = act.now
    kept = _rows(found).filter(told=True, state__in=(ImportRow.State.CONFLICT, ImportRow.State.KEPT)).count()
    found.counts = {**found.counts, **({"left": kept} if kept else {})}
    _move(act, found, after, {"counts": found.counts})
    return {"code": found.code, "state": found.state}


def _one(act: Act, code: str) -> Import:
    found = locked(Import.objects.filter(code=code)).first()
    if found is None:
        raise OutOfSight("import")
    act.permit(Scope.of(found.organisation))
    return found


def _rows(found: Import) -> QuerySet[ImportRow]:
    return ImportRow.objects.filter(source=found)


def _must_be(found: Import, *states: Import.State) -> None:
    if found.state not in states:
        raise Refusal(
            "IMPORT_STATE",
            f"L’importazione è «{found.get_state_display()}»: questa operazione non è possibile.",
            next_step="Ricaricare la pagina.",
        )


def _move(act: Act, found: Import, state: Import.State, said: dict[str, Any]) -> None:
    found.state, found.ended = state, act.now
    if state in (Import.State.APPLYING, Import.State.UNDOING):
        found.position, found.done = 0, 0
    found.save()
    act.journal(f"import:{found.code}", {"state": str(state), **said}, organisation=found.organisation)


def _start(act: Act, found: Import, kind: str, total: int = 0) -> None:
    runs.start(
        kind,
        subject=found.code,
        organisation=found.organisation,
        account=act.actor.account,
        total=total or found.total,
    )
