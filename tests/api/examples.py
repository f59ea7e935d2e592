"""One call of every operation that somebody may make, and who must not be able to.

Writing operations take the example of their action: the same arguments, said as the API says them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.db.imports.support import brought, table
from tests.support import requests, world
from tests.support.examples import Example, all_examples
from tests.support.world import World
from triennio.people.models import Account, Application
from triennio.platform import clock

PDF = b"%PDF-1.7\nprova"


@dataclass
class Called:
    """A call as the API takes it. `strangers` find nothing; `own` operations answer everybody with their own things."""

    who: Account
    place: dict[str, Any] = field(default_factory=dict)
    body: Any = None
    query: str = ""
    form: dict[str, Any] | None = None
    strangers: tuple[str, ...] = ()


Builder = Callable[[World], Called]
ACTIONS = all_examples()


def said(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: said(each) for name, each in value.items()}
    return [said(each) for each in value] if isinstance(value, list | tuple) else value


def writing(
    action: str,
    place: str = "",
    *,
    names: str = "code",
    drop: tuple[str, ...] = (),
    own: bool = False,
    change: Callable[[World, dict[str, Any]], dict[str, Any]] | None = None,
    bodiless: bool = False,
) -> Builder:
    """The call that an action's example makes: `place` are its arguments that stand in the address, `names` what the
    address calls them, `drop` those that the operation knows by itself."""

    def build(made: World) -> Called:
        example: Example = ACTIONS[action](made)
        arguments = dict(example.arguments)
        where = {
            name: arguments.pop(source) for name, source in zip(names.split(), place.split(), strict=False)
        }
        for name in drop:
            arguments.pop(name, None)
        if change:
            arguments = change(made, arguments)
        content = arguments.pop("content", None)
        strangers = () if own else tuple(each for each in example.strangers if each != "suspended")
        if content is not None:
            name = arguments.pop("name", "") or "prova.pdf"
            file = SimpleUploadedFile(name, content)
            return Called(example.allowed, where, form={**said(arguments), "file": file}, strangers=strangers)
        body = None if bodiless else said(arguments)
        return Called(example.allowed, where, body, strangers=strangers)

    return build


def reading(who: str, *, query: str = "") -> Builder:
    """What a caller reads without naming anything: everybody else reads their own."""
    return lambda made: Called(getattr(made, who), query=query)


def naming(who: str, of: Callable[[World], dict[str, Any]], strangers: str, *, query: str = "") -> Builder:
    """What is read by its name."""
    return lambda made: Called(getattr(made, who), of(made), query=query, strangers=tuple(strangers.split()))


def _application(made: World) -> dict[str, Any]:
    from tests.db.actions.examples_people import applicant

    return {"code": Application.objects.get(account=applicant(made)).code}


def _credit(made: World) -> dict[str, Any]:
    return {"code": world.participation(made.professional, acquired=date(2026, 1, 2)).code}


def _member_credit(made: World) -> dict[str, Any]:
    return {"member": made.professional.code, **_credit(made)}


def _draft(made: World) -> dict[str, Any]:
    return {"code": requests.draft(made.giulia, "exemption").code}


def _document(made: World) -> dict[str, Any]:
    request = requests.with_documents(made.giulia, requests.draft(made.giulia, "trial"))
    return {"code": request.code, "upload": request.proofs.select_related("upload").first().upload.code}


def _sent(made: World) -> dict[str, Any]:
    return {"code": requests.sent(made.giulia, "exemption").code}


def _sent_document(made: World) -> dict[str, Any]:
    request = requests.sent(made.giulia, "exemption")
    return {"code": request.code, "upload": request.proofs.select_related("upload").first().upload.code}


def _proof(made: World) -> dict[str, Any]:
    actions = ACTIONS["proof.add"](made)
    from triennio.registry.actions.folder import add

    return {"code": add(world.actor(made.giulia), key="prova-prova", **actions.arguments)["proof"]}


def _receipt(made: World) -> dict[str, Any]:
    from triennio.registry.actions.expenses import add

    example = ACTIONS["expense.add"](made)
    return {"code": add(world.actor(made.giulia), key="prova-prova", **example.arguments)["expense"]}


def _group(made: World) -> dict[str, Any]:
    from tests.db.actions.examples_dossiers import group

    return {"code": group(made).code}


def _import(made: World) -> dict[str, Any]:
    line = {
        "tax_code": made.professional.tax_code,
        "event_code": "1",
        "credits": "5",
        "acquired": "14/03/2025",
    }
    return {"code": brought(made, "participations", table("participations", line)).code}


def _moved(made: World, arguments: dict[str, Any]) -> dict[str, Any]:
    del made
    return {name: arguments[name] for name in ("participations", "seen")}


def _planned(made: World, arguments: dict[str, Any]) -> dict[str, Any]:
    del made
    plan = [{"objective": objective, "percent": percent} for objective, percent in arguments["plan"]]
    return {**arguments, "plan": plan}


def _euros(made: World, arguments: dict[str, Any]) -> dict[str, Any]:
    cents = arguments.pop("cents")
    return {**arguments, "euros": f"{cents // 100}.{cents % 100:02d}"}


def _delivered(made: World) -> Called:
    from datetime import timedelta
    from hashlib import sha256

    from triennio.registry.models import ProofLink

    token = "prova-prova-prova-prova"
    request, now = requests.draft(made.giulia, "tutoring"), clock.now()
    ProofLink.objects.create(
        request=request,
        token=sha256(token.encode()).hexdigest(),
        body="Ente",
        created=now,
        expires=now + timedelta(days=1),
    )
    return Called(made.marco, {"token": token}, form={"file": SimpleUploadedFile("a.pdf", PDF)})


def _looked_at(made: World) -> Called:
    found = _delivered(made)
    found.form = None
    return found


def _brought(made: World) -> Called:
    line = {
        "tax_code": made.professional.tax_code,
        "event_code": "1",
        "credits": "5",
        "acquired": "14/03/2025",
    }
    file = SimpleUploadedFile("f.csv", table("participations", line))
    form = {"organisation": made.order.code, "kind": "participations", "file": file}
    strangers = ("marco", "giulia", "other_clerk", "office", "operator")
    return Called(made.clerk, form=form, strangers=strangers)


def _preview(made: World) -> Called:
    found = writing("credits.move", change=_moved)(made)
    found.body.pop("seen")
    return found


_FAR = "marco elena other_clerk office secretary"
OPERATIONS: dict[str, Builder] = {
    # people
    "read_account": reading("giulia"),
    "ask_account_deletion": writing("account.ask_deletion", drop=("account",), own=True),
    "read_own_terms": reading("giulia"),
    "accept_terms": writing("terms.accept", drop=("account",), own=True),
    "read_own_applications": reading("giulia"),
    "submit_application": writing("application.submit", drop=("account",), own=True),
    "read_tokens": reading("giulia"),
    "revoke_token": writing("token.revoke", "token", bodiless=True),
    "read_terms": reading("giulia"),
    "read_admitting": reading("giulia"),
    "read_applications": reading("clerk"),
    "read_application": naming("clerk", _application, "marco giulia other_clerk office auditor"),
    "accept_application": writing("application.accept", "application"),
    "refuse_application": writing("application.refuse", "application"),
    "read_accounts": reading("clerk", query="search=giulia"),
    "read_one_account": naming("clerk", lambda made: {"code": made.giulia.code}, "marco elena other_clerk"),
    "suspend_account": writing("account.suspend", "account"),
    "restore_account": writing("account.restore", "account", bodiless=True),
    "delete_account": writing("account.delete", "account"),
    "erase_account": writing("account.erase", "account", bodiless=True),
    "read_organisations": reading("operator"),
    "create_organisation": writing("organisation.create"),
    "read_organisation": naming(
        "president", lambda made: {"code": made.order.code}, "marco giulia clerk other_clerk"
    ),
    "change_organisation": writing("organisation.change", "organisation"),
    "read_roles": reading("president"),
    "give_role": writing("assignment.give"),
    "end_role": writing("assignment.end", "assignment", names="assignment", bodiless=True),
    "publish_terms": writing("terms.publish"),
    "read_journal": naming("auditor", lambda made: {}, "marco giulia clerk president", query="act=token"),
    "check_journal": naming("auditor", lambda made: {}, "marco giulia clerk president"),
    # position
    "read_position": reading("giulia", query="full=true"),
    "read_summary": reading("giulia"),
    "read_credit": naming("giulia", _credit, "marco elena clerk office"),
    "read_card": reading("giulia"),
    "read_members": naming("clerk", lambda made: {}, "marco giulia office operator", query="search=giulia"),
    "read_member_position": naming("clerk", lambda made: {"code": made.professional.code}, _FAR),
    "read_member_summary": naming("clerk", lambda made: {"code": made.professional.code}, _FAR),
    "read_member_credit": naming("clerk", _member_credit, _FAR),
    "read_decisions": naming("clerk", lambda made: {"code": made.professional.code}, _FAR),
    "read_staff": naming("office", lambda made: {}, "marco giulia clerk operator"),
    # what one takes along or tries out
    "try_out": lambda made: Called(
        made.giulia, body={"course_credits": "25", "course_day": clock.today().isoformat()}
    ),
    "read_archive": reading("giulia"),
    "take_archive": writing("archive.take", drop=("professional",), own=True, bodiless=True),
    "read_deadlines": reading("giulia"),
    "read_calendar": reading("giulia"),
    "renew_calendar": writing("calendar.renew", drop=("professional", "digest"), own=True, bodiless=True),
    "close_calendar": writing("calendar.close", drop=("professional",), own=True, bodiless=True),
    # moves
    "read_moves": reading("giulia"),
    "preview_move": _preview,
    "move_credits": writing("credits.move", change=_moved),
    # requests
    "read_kinds": reading("giulia"),
    "read_kind": lambda made: Called(made.giulia, {"kind": "exemption"}),
    "read_requests": reading("giulia"),
    "start_request": writing("request.start", drop=("professional",), own=True),
    "read_request": naming("giulia", _draft, "marco elena clerk office"),
    "save_answers": writing("request.save", "request"),
    "read_effect": naming("giulia", _draft, "marco elena clerk office"),
    "attach_document": writing("request.attach", "request"),
    "read_document": naming("giulia", _document, "marco elena clerk office"),
    "detach_document": writing("request.detach", "request upload", names="code upload", bodiless=True),
    "make_link": writing("request.link", "request", drop=("digest",)),
    "send_request": writing("request.send", "request", bodiless=True),
    "withdraw_request": writing("request.withdraw", "request", bodiless=True),
    "write_message": writing("request.write", "request"),
    "see_messages": writing("request.seen", "request", bodiless=True),
    "read_delivery": _looked_at,
    "deliver_proof": _delivered,
    # the office that decides
    "read_inbox": reading("clerk"),
    "read_desk": naming("clerk", _sent, "marco elena giulia other_clerk office"),
    "read_desk_document": naming("clerk", _sent_document, "marco elena giulia other_clerk office"),
    "reply_message": writing("request.reply", "request"),
    "ask_for_more": writing("request.ask", "request"),
    "forward_request": writing("request.forward", "request"),
    "refuse_request": writing("request.refuse", "request"),
    "accept_request": writing("request.accept", "request"),
    # dossiers
    "read_objectives": reading("giulia"),
    "read_dossiers": lambda made: Called(made.giulia, {"triennio": 2026}),
    "plan_dossier": writing(
        "dossier.plan", "triennio", names="triennio", drop=("professional",), change=_planned, own=True
    ),
    "read_needs": naming("secretary", lambda made: {}, "marco giulia clerk office"),
    "read_groups": naming("office", lambda made: {}, "marco giulia operator"),
    "build_group": writing("dossier.group_build", change=_planned),
    "read_group": naming("office", _group, "marco giulia clerk secretary operator"),
    "change_group": writing("dossier.group_change", "dossier", change=_planned),
    "join_group": writing("dossier.join", "dossier"),
    "leave_group": writing("dossier.leave", "dossier"),
    "ask_enabling": writing("dossier.ask"),
    "read_enabling": naming("operator", lambda made: {}, "marco giulia clerk office"),
    "decide_enabling": writing("dossier.enable", "request"),
    # folder
    "read_credits": reading("giulia"),
    "read_loose_proofs": reading("giulia"),
    "add_proof": writing(
        "proof.add", drop=("professional",), change=lambda made, a: {**a, "credit": ""}, own=True
    ),
    "read_proof": naming("giulia", _proof, "marco elena clerk office"),
    "attach_proof": writing("proof.attach", "proof"),
    "remove_proof": writing("proof.remove", "proof", bodiless=True),
    "read_expenses": reading("giulia", query="year=2026"),
    "add_expense": writing("expense.add", drop=("professional",), change=_euros, own=True),
    "read_receipt": naming("giulia", _receipt, "marco elena clerk office"),
    "remove_expense": writing("expense.remove", "expense", bodiless=True),
    "read_paid_days": reading("giulia"),
    "add_paid_day": writing("paid_day.add", drop=("professional",), own=True),
    "remove_paid_day": writing("paid_day.remove", "paid_day", bodiless=True),
    # imports
    "read_import_kinds": naming("clerk", lambda made: {}, "marco giulia office operator"),
    "read_template": naming("clerk", lambda made: {"kind": "participations"}, "marco giulia office operator"),
    "read_imports": naming("clerk", lambda made: {}, "marco giulia office operator"),
    "bring_import": _brought,
    "read_import": naming("clerk", _import, "marco giulia other_clerk office operator"),
    "read_import_faults": naming("clerk", _import, "marco giulia other_clerk office operator"),
    "apply_import": writing("import.apply", "code", bodiless=True),
    "undo_import": writing("import.undo", "code", bodiless=True),
    "drop_import": writing("import.drop", "code", bodiless=True),
}
