"""The folder of proofs: what covers each credit, documents in and out, the archive for an inspection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.kernel.triennio import Triennio
from triennio.kernel.units import italian, text_of_hundredths
from triennio.people.models import Professional
from triennio.people.web.actors import signed_in
from triennio.platform import clock
from triennio.platform.permissions import Actor
from triennio.platform.uploads import store
from triennio.platform.uploads.kinds import PROOFS, accept
from triennio.registry.actions import folder as actions
from triennio.registry.domain.folder import file_name
from triennio.registry.queries import folder
from triennio.registry.queries.case import main_registration
from triennio.registry.queries.folder import Folder, Item
from triennio.registry.web import folder_files as files
from triennio.registry.web.folder_labels import COVER_LABELS
from triennio.registry.web.folder_list import bundles
from triennio.registry.web.folder_page import key_of, mine, show
from triennio.rules.book import load

MOST_FILES = 20


def _triennio(request: HttpRequest) -> Triennio | None:
    try:
        return Triennio.parse(request.GET.get("triennio", ""))
    except ValueError:
        return None


@require_safe
@signed_in
def page(request: HttpRequest) -> HttpResponse:
    """Every credit with what covers it, and a place to drop many documents at once."""
    return _page(request)


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    actor, person = mine(request)
    found = folder.folder(actor, person, _triennio(request))
    everything = found if found.triennio is None else folder.folder(actor, person)
    counts = [(name, COVER_LABELS[name], found.counts.get(name, 0)) for name in COVER_LABELS]
    only = request.GET.get("coperti", "")
    only = only if only in COVER_LABELS else ""
    context = {
        "folder": found,
        "counts": counts,
        "only": only,
        "bundles": bundles(found.items, only),
        "choices": everything.items,
        "most": MOST_FILES,
    }
    return show(request, "registry/folder/proofs.html", context, refusal=refusal)


@require_POST
@signed_in
def send(request: HttpRequest) -> HttpResponse:
    """Keep several documents at once; what credit each proves is said afterwards."""
    actor, person = mine(request)
    try:
        count = _keep_all(request, actor, person)
    except OutOfSight:
        raise
    except Refusal as refusal:
        return _page(request, refusal)
    said = ngettext("%(n)s documento salvato.", "%(n)s documenti salvati.", count) % {"n": count}
    messages.success(request, said)
    return redirect("registry:proofs")


def _keep_all(request: HttpRequest, actor: Actor, person: Professional, credit: str = "") -> int:
    sent = request.FILES.getlist("files")
    if not sent:
        raise Refusal("NO_FILE", _("Nessun file è stato scelto."), field="files")
    if len(sent) > MOST_FILES:
        raise Refusal(
            "TOO_MANY_FILES",
            _("I file sono %(n)s: se ne inviano al massimo %(most)s per volta.")
            % {"n": len(sent), "most": MOST_FILES},
            field="files",
        )
    for each in sent:
        # All are looked at before one is kept: what has to be sent again is never there twice.
        _said_of(each.name, lambda content: accept(content, PROOFS, store.LIMIT), each.read())
        each.seek(0)
    key = key_of(request)
    for number, each in enumerate(sent):
        keep = partial(
            _keep_one,
            actor,
            person,
            f"{key}-{number}" if key else None,
            request.POST.get("kind", "certificate"),
            credit,
            each.name or "",
        )
        _said_of(each.name, keep, each.read())
    return len(sent)


def _keep_one(
    actor: Actor, person: Professional, key: str | None, kind: str, credit: str, name: str, content: bytes
) -> None:
    title = name.rsplit(".", 1)[0]
    actions.add(
        actor,
        key=key,
        professional=person.code,
        kind=kind,
        name=name,
        content=content,
        credit=credit,
        title=title,
    )


def _said_of(name: str | None, act: Callable[[bytes], object], content: bytes) -> None:
    """Do it, and let a refusal name the file it is about."""
    try:
        act(content)
    except OutOfSight:
        raise
    except Refusal as refusal:
        refusal.sentence = f"{store.safe_name(name or '')}: {refusal.sentence}"
        raise


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def item(request: HttpRequest, code: str) -> HttpResponse:
    """One credit: what covers it, its documents, a place for one more."""
    actor, person = mine(request)
    found, refusal = folder.item(actor, person, code), None
    if request.method == "POST":
        try:
            _keep_all(request, actor, person, code)
        except OutOfSight:
            raise
        except Refusal as caught:
            refusal = caught
        else:
            messages.success(request, _("Documento salvato."))
            return redirect("registry:proof_item", code)
    return show(request, "registry/folder/item.html", {"item": found}, refusal=refusal)


@require_POST
@signed_in
def attach(request: HttpRequest, code: str) -> HttpResponse:
    """Say which credit a document proves."""
    actor, _person = mine(request)
    actions.attach(actor, proof=code, credit=request.POST.get("credit", ""))
    messages.success(request, _("Documento abbinato."))
    return redirect("registry:proofs")


@require_POST
@signed_in
def remove(request: HttpRequest, code: str) -> HttpResponse:
    """Throw a document away."""
    actor, _person = mine(request)
    actions.remove(actor, proof=code)
    messages.success(request, _("Documento eliminato."))
    return redirect("registry:proofs")


@require_safe
@signed_in
def document(request: HttpRequest, code: str) -> HttpResponse:
    """The file of a proof."""
    actor, _person = mine(request)
    return files.document(folder.document(actor, code))


@require_safe
@signed_in
def declaration(request: HttpRequest, code: str) -> HttpResponse:
    """A statement instead of a certificate (DPR 445/2000), to print, sign and send back."""
    actor, person = mine(request)
    registration = main_registration(person)
    names = {each["code"]: each["name"] for each in load("ecm").professions["professions"]}
    context = {
        "item": folder.item(actor, person, code),
        "person": person,
        "registration": registration,
        "profession": names.get(registration.profession, "") if registration else "",
        "today": clock.today(),
    }
    return show(request, "registry/folder/declaration.html", context)


@require_safe
def archive(request: HttpRequest) -> HttpResponseBase:
    """All documents with an index, streamed."""
    return _archive(request)


@signed_in
def _archive(request: HttpRequest) -> HttpResponse:
    actor, person = mine(request)
    found = folder.folder(actor, person, _triennio(request))
    pieces = files.archive(_members(found, person), clock.now())
    answer = StreamingHttpResponse(pieces, content_type="application/zip")
    name = f"prove-{found.triennio}.zip" if found.triennio else "prove.zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer  # type: ignore[return-value]  # the wrapper only sets a header


def _members(found: Folder, person: Professional) -> Iterator[tuple[str, bytes]]:
    listed: list[tuple[Item | None, str]] = []
    for each in found.items:
        listed += [(each, name) for name in ([] if each.proofs else [""])]
        for proof in each.proofs:
            name = file_name(len(listed) + 1, each.acquired, each.title, proof.upload.kind)
            listed.append((each, name))
            yield name, store.content(proof.upload)
    if found.triennio is None:
        for proof in found.loose:
            name = file_name(len(listed) + 1, None, proof.title or "documento", proof.upload.kind)
            listed.append((None, name))
            yield name, store.content(proof.upload)
    yield "indice.csv", files.table(_index(listed)).encode()
    context = {"rows": list(_index(listed)), "person": person, "now": clock.now(), "triennio": found.triennio}
    yield "indice.html", render_to_string("registry/folder/index.html", context).encode()


def _index(listed: list[tuple[Item | None, str]]) -> Iterator[list[str]]:
    yield [_("Data"), _("Attività"), _("Provider"), _("Evento"), _("Crediti"), _("Coperto da"), _("File")]
    for each, name in listed:
        if each is None:
            yield ["", _("Documento senza abbinamento"), "", "", "", "", name]
            continue
        credits = italian(text_of_hundredths(each.hundredths)) if each.hundredths is not None else ""
        day = each.acquired.strftime("%d/%m/%Y")
        yield [day, each.title, each.provider, each.event, credits, str(COVER_LABELS[each.cover]), name]


urlpatterns = [
    path("io/prove/", page, name="proofs"),
    path("io/prove/invio/", send, name="proofs_send"),
    path("io/prove/archivio.zip", archive, name="proofs_archive"),
    path("io/prove/documento/<str:code>/", document, name="proof_document"),
    path("io/prove/documento/<str:code>/abbina/", attach, name="proof_attach"),
    path("io/prove/documento/<str:code>/elimina/", remove, name="proof_remove"),
    path("io/prove/<str:code>/", item, name="proof_item"),
    path("io/prove/<str:code>/dichiarazione/", declaration, name="proof_declaration"),
]
