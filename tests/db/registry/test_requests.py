"""Requests in the register: what was shown before sending is what stands after acceptance, and who may do what."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support import requests
from tests.support.requests_answers import ANSWERS
from tests.support.world import World, actor, build, participation
from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.models import Professional
from triennio.platform import clock, outbox
from triennio.platform.codes import new_code
from triennio.platform.models import JournalEntry, Upload
from triennio.registry.actions.requests import messages, office, proofs, start
from triennio.registry.actions.requests.accept import accept
from triennio.registry.models import Absence, IndividualTraining, Origin, Participation, ProofLink, Request
from triennio.registry.queries.case import case_of
from triennio.registry.queries.requests import inbox, own
from triennio.registry.queries.requests.office import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Two Orders, and Giulia with some credits of three trienni."""
    made = build()
    for number, (day, credits) in enumerate(
        [
            (date(2018, 5, 1), 6000),
            (date(2021, 5, 1), 5000),
            (date(2024, 4, 20), 3000),
            (date(2024, 9, 9), 2550),
        ]
    ):
        participation(made.professional, acquired=day, credits=credits, number=number)
    return made


def _shown(world: World, request: Request) -> dict[str, object]:
    found = own.effect(own.whole(actor(world.giulia), request.code))
    assert found is not None
    return found.after


def _position(world: World) -> dict[str, object]:
    answer = case_of(world.professional, clock.today()).answer()
    return {name: value for name, value in answer.items() if name != "ignored"}


@pytest.mark.parametrize("kind", requests.KINDS)
def test_the_effect_shown_is_the_position_after_acceptance(world: World, kind: str) -> None:
    request = requests.sent(world.giulia, kind)
    shown = _shown(world, request)
    accept(actor(world.clerk), request=request.code)
    assert _position(world) == {name: value for name, value in shown.items() if name != "ignored"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_effect_shown_is_the_position_after_acceptance_whatever_is_asked(
    world: World, data: st.DataObject
) -> None:
    kind = data.draw(
        st.sampled_from(["self_training", "exemption", "exoneration", "abroad", "missing_credits"])
    )
    first = data.draw(st.dates(date(2020, 1, 1), date(2025, 6, 30)))
    last = first + timedelta(days=data.draw(st.integers(15, 170)))
    answers = {
        **ANSWERS[kind],
        "start": first.isoformat(),
        "end": last.isoformat(),
        "acquired": last.isoformat(),
        "hours": str(data.draw(st.integers(1, 300))),
        "event_code": new_code(),
    }
    request = requests.sent(world.giulia, kind, {k: v for k, v in answers.items() if k in _names(kind)})
    shown = _shown(world, request)
    accept(actor(world.clerk), request=request.code)
    assert _position(world) == {name: value for name, value in shown.items() if name != "ignored"}


def _names(kind: str) -> set[str]:
    optional = {"hours", "event_code", "acquired"} if kind in ("abroad", "missing_credits") else set()
    return {*ANSWERS[kind], *optional, "start", "end"}


def test_what_acceptance_writes_bears_its_origin_and_its_request(world: World) -> None:
    training = requests.accepted(world, "self_training")
    row = IndividualTraining.objects.get(request=training)
    assert (row.origin, row.code, row.author_id) == (Origin.REQUEST, training.code, world.clerk.pk)
    away = Absence.objects.get(request=requests.accepted(world, "exemption"))
    assert (away.origin, away.nature, away.filed) == (Origin.REQUEST, "exemption", clock.today())
    assert away.opened() == {"kind": "maternity"}


def test_an_expected_participation_becomes_a_reported_one(world: World) -> None:
    expected = participation(
        world.professional,
        acquired=date(2025, 6, 3),
        number=80,
        reported=None,
        provider_name="Provider di prova",
    )
    me = actor(world.giulia)
    code = start.start(
        me,
        key=new_code(),
        professional=world.professional.code,
        kind="missing_credits",
        participation=expected.code,
    )["request"]
    filled = own.whole(me, code).raw
    assert (filled["event_code"], filled["credits"]) == ("9999-80", "10.00")
    missing = {
        k: ANSWERS["missing_credits"][k] for k in ("accrediting", "contact", "contacted", "event_kind")
    }
    start.save(me, request=code, answers={**filled, **missing, "discipline": "85"})
    request = requests.with_documents(world.giulia, Request.objects.get(code=code))
    shown = _shown(world, request)
    start.send(me, request=code)
    accept(actor(world.clerk), request=code)
    expected.refresh_from_db()
    assert (expected.reported, expected.origin) == (clock.today(), Origin.REQUEST)
    assert Participation.objects.filter(event_code="9999-80").count() == 1
    assert _position(world)["trienni"] == shown["trienni"]


def test_a_participation_already_in_the_register_is_not_written_twice(world: World) -> None:
    participation(world.professional, acquired=date(2025, 6, 3), event_code="777001", credits=1540)
    request = requests.sent(world.giulia, "missing_credits")
    with pytest.raises(Refusal) as refusal:
        accept(actor(world.clerk), request=request.code)
    assert refusal.value.code == "ALREADY_RECORDED"


def test_other_credits_may_be_recognised_with_a_reason(world: World) -> None:
    request = requests.sent(world.giulia, "self_training")
    with pytest.raises(Refusal) as refusal:
        accept(actor(world.clerk), request=request.code, credits=500)
    assert refusal.value.code == "TEXT_MISSING"
    accept(actor(world.clerk), request=request.code, credits=500, text="Cinque ore provate")
    assert IndividualTraining.objects.get(request=request).recognised == 500
    exempt = requests.sent(world.giulia, "exemption")
    with pytest.raises(Refusal) as refusal:
        accept(actor(world.clerk), request=exempt.code, credits=500, text="No")
    assert refusal.value.code == "CREDITS_NOT_ADMITTED"


def test_an_unlisted_case_is_decided_by_the_commission(world: World) -> None:
    answers = {"reason": "unlisted", "described": "Un caso", "start": "2024-01-10", "end": "2024-12-20"}
    request = requests.sent(world.giulia, "exoneration", answers)
    clerk = actor(world.clerk)
    for arguments in ({}, {"credits": 1200, "text": "x"}):
        with pytest.raises(Refusal) as refusal:
            accept(clerk, request=request.code, **arguments)
        assert refusal.value.code == "COMMISSION_DECIDES"
    office.forward(clerk, request=request.code)
    assert Request.objects.get(pk=request.pk).state == Request.State.FORWARDED
    with pytest.raises(Refusal) as refusal:
        accept(clerk, request=request.code)
    assert refusal.value.code == "CREDITS_MISSING"
    accept(clerk, request=request.code, credits=1200, text="Verbale della Commissione")
    assert Absence.objects.get(request=request).opened()["credits"] == "12.00"
    unlisted = {**ANSWERS["exemption"], "reason": "unlisted", "described": "Un caso"}
    exempt = requests.sent(world.giulia, "exemption", unlisted)
    shown = _shown(world, exempt)
    office.forward(clerk, request=exempt.code)
    accept(clerk, request=exempt.code, text="Verbale della Commissione")
    assert Absence.objects.get(request=exempt).opened() == {"kind": "unlisted"}
    assert _position(world)["trienni"] == shown["trienni"]


def test_nobody_decides_on_their_own_request(world: World) -> None:
    request = requests.sent(world.giulia, "exemption")
    Professional.objects.filter(pk=request.professional_id).update(account=world.clerk)
    clerk = actor(world.clerk)
    for call, arguments in (
        (accept, {}),
        (office.refuse, {"reason": "PROOF_NOT_ENOUGH"}),
        (office.ask, {"text": "?"}),
        (office.forward, {}),
    ):
        with pytest.raises(Refusal) as refusal:
            call(clerk, request=request.code, **arguments)
        assert refusal.value.code == "OWN_REQUEST"
    accept(actor(world.president), request=request.code)


def test_without_the_signed_declaration_nothing_is_accepted(world: World) -> None:
    request = requests.draft(world.giulia, "self_training")
    start.send(actor(world.giulia), request=request.code)
    with pytest.raises(Refusal) as refusal:
        accept(actor(world.clerk), request=request.code)
    assert refusal.value.code == "DECLARATION_MISSING"
    proofs.attach(
        actor(world.giulia),
        key="k",
        request=request.code,
        name="f.pdf",
        content=requests.PDF,
        role="declaration",
    )
    accept(actor(world.clerk), request=request.code)


def test_a_declaration_of_other_answers_is_taken_away(world: World) -> None:
    request = requests.with_documents(world.giulia, requests.draft(world.giulia, "self_training"))
    answers = {**ANSWERS["self_training"], "hours": "13"}
    assert start.save(actor(world.giulia), request=request.code, answers=answers)["declaration_removed"]
    assert not request.proofs.filter(role="declaration").exists()


def test_a_request_is_sent_whole_or_not_at_all(world: World) -> None:
    me = actor(world.giulia)
    empty = requests.draft(world.giulia, "trial", {})
    with pytest.raises(Refusal) as refusal:
        start.send(me, request=empty.code)
    assert refusal.value.code == "REQUEST_INCOMPLETE"
    without = requests.draft(world.giulia, "trial")
    with pytest.raises(Refusal) as refusal:
        start.send(me, request=without.code)
    assert refusal.value.code == "PROOF_MISSING"


def test_the_office_asks_and_the_person_completes(world: World) -> None:
    me, request = actor(world.giulia), requests.asked(world, "exemption")
    with pytest.raises(Refusal):
        accept(actor(world.clerk), request=request.code)
    start.save(me, request=request.code, answers={**ANSWERS["exemption"], "end": "2024-08-01"})
    start.send(me, request=request.code)
    assert [step.state for step in own.whole(me, request.code).steps] == ["draft", "sent", "asked", "sent"]
    with pytest.raises(Refusal) as refusal:
        start.save(me, request=request.code, answers={})
    assert refusal.value.code == "REQUEST_CLOSED"


def test_withdrawing_deletes_the_documents(world: World) -> None:
    request = requests.sent(world.giulia, "exemption")
    start.withdraw(actor(world.giulia), request=request.code)
    assert not request.proofs.exists()
    assert Upload.objects.filter(erased=None).count() == 0
    thrown = requests.draft(world.giulia, "exemption")
    start.withdraw(actor(world.giulia), request=thrown.code)
    assert Request.objects.get(pk=thrown.pk).opened() == {}


def test_proofs_of_an_absence_are_sealed_nameless_and_have_a_last_day(world: World) -> None:
    request = requests.accepted(world, "exemption")
    last = clock.today() + timedelta(days=180)
    for upload in Upload.objects.filter(pk__in=request.proofs.values("upload_id")):
        assert upload.sealed
        assert upload.name.startswith("documento-")
        assert upload.delete_after == last
    kept = requests.accepted(world, "trial")
    assert set(Upload.objects.filter(pk__in=kept.proofs.values("upload_id")).values_list("delete_after")) == {
        (None,)
    }


def test_each_reading_by_the_office_is_written_down_before_it_is_opened(world: World) -> None:
    request = requests.sent(world.giulia, "exemption")
    rows = JournalEntry.objects.filter(aggregate=f"request:{request.pk}", act="request.reason")
    for count in (1, 2, 3):
        assert desk(actor(world.clerk), request.code).whole.raw["reason"] == "maternity"
        assert rows.filter(actor=world.clerk.pk).count() == count


@pytest.mark.parametrize("who", ["marco", "elena", "other_clerk", "office", "operator", "suspended"])
def test_strangers_find_nothing_and_the_attempt_is_written_down(world: World, who: str) -> None:
    request = requests.sent(world.giulia, "exemption")
    stranger = actor(getattr(world, who))
    denied = JournalEntry.objects.filter(act="denied", actor=stranger.account)
    for call in (lambda: own.whole(stranger, request.code), lambda: desk(stranger, request.code)):
        before = denied.count()
        with pytest.raises(OutOfSight):
            call()
        assert denied.count() == before + 1


def test_the_office_never_sees_a_draft(world: World) -> None:
    request = requests.draft(world.giulia, "exemption")
    with pytest.raises(OutOfSight):
        desk(actor(world.clerk), request.code)
    assert inbox.waiting(actor(world.clerk)).total == 0


def test_the_inbox_is_of_the_own_order_oldest_first(world: World) -> None:
    first, second = requests.sent(world.giulia, "trial"), requests.sent(world.elena, "exemption")
    requests.sent(world.marco, "self_training")
    found = inbox.waiting(actor(world.clerk))
    assert [each.code for each in found.entries] == [first.code, second.code]
    assert found.counts == {"individual": 1, "absence": 1, "missing": 0, "data": 0}
    assert [each.code for each in inbox.waiting(actor(world.clerk), "absence").entries] == [second.code]
    assert inbox.waiting(actor(world.giulia)).total == 0
    assert inbox.after(actor(world.clerk), first) == second.code


def test_a_link_of_a_body_works_once_and_not_after_its_day(world: World) -> None:
    request = requests.draft(world.giulia, "tutoring")
    digest = sha256(b"segreto").hexdigest()
    proofs.link(actor(world.giulia), key="k", request=request.code, body="Ateneo", digest=digest)
    given = {"digest": digest, "name": "a.pdf", "content": requests.PDF}
    proofs.deliver(actor(None), key="uno", **given)
    assert request.proofs.get().by_body
    with pytest.raises(OutOfSight):
        proofs.deliver(actor(None), key="due", **given)
    late = sha256(b"tardi").hexdigest()
    proofs.link(actor(world.giulia), key="k2", request=request.code, body="Ateneo", digest=late)
    with clock.held_at(clock.now() + timedelta(days=30, seconds=1)), pytest.raises(OutOfSight):
        proofs.deliver(actor(None), key="tre", **{**given, "digest": late})
    newer = sha256(b"nuovo").hexdigest()
    proofs.link(actor(world.giulia), key="k3", request=request.code, body="Ateneo", digest=newer)
    assert list(ProofLink.objects.filter(used=None, expires__gt=clock.now()).values_list("token")) == [
        (newer,)
    ]


def test_messages_go_both_ways_and_are_marked_as_read(world: World) -> None:
    request = requests.sent(world.giulia, "exemption")
    messages.write(actor(world.giulia), key="a", request=request.code, text="Buongiorno")
    messages.reply(actor(world.clerk), key="b", request=request.code, text="Buongiorno a Lei")
    assert own.rows(actor(world.giulia), world.professional)[0].unread == 1
    messages.seen(actor(world.giulia), request=request.code)
    assert own.rows(actor(world.giulia), world.professional)[0].unread == 0
    assert [note.text for note in own.whole(actor(world.giulia), request.code).notes] == [
        "Buongiorno",
        "Buongiorno a Lei",
    ]


def test_mail_says_that_something_happened_to_the_right_people(
    world: World, mailoutbox: list[object]
) -> None:
    world.order.support_email = "ordine@prova.example"
    world.order.save()
    request = requests.sent(world.giulia, "exemption")
    office.refuse(actor(world.clerk), request=request.code, reason="SEE_MESSAGE", text="Manca un foglio")
    outbox.deliver_all()
    sent = [(mail.to, mail.subject) for mail in mailoutbox]  # type: ignore[attr-defined]
    assert (["giulia@prova.example"], f"Triennio: Richiesta {request.code}: inviata") in sent
    assert (["ordine@prova.example"], f"Triennio: Nuova richiesta da esaminare: {request.code}") in sent
    assert (["giulia@prova.example"], f"Triennio: Richiesta {request.code}: respinta") in sent
    assert all("Manca un foglio" not in mail.body for mail in mailoutbox)  # type: ignore[attr-defined]
