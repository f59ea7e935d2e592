"""One example of each action on requests."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from tests.support import requests
from tests.support.examples import Builder, Example
from tests.support.world import World
from triennio.platform import clock
from triennio.registry.models import ProofLink, RequestMessage

TOKEN = sha256(b"token").hexdigest()
STRANGERS = ("marco", "elena", "other_clerk", "office", "suspended", "clerk")
OUTSIDE = ("marco", "elena", "other_clerk", "office", "suspended", "giulia")


def _start(world: World) -> Example:
    arguments = {"professional": world.professional.code, "kind": "self_training"}
    return Example(world.giulia, arguments, STRANGERS)


def _save(world: World) -> Example:
    request = requests.draft(world.giulia, "exemption", {})
    return Example(
        world.giulia, {"request": request.code, "answers": requests.ANSWERS["exemption"]}, STRANGERS
    )


def _attach(world: World) -> Example:
    request = requests.draft(world.giulia, "exemption")
    return Example(
        world.giulia, {"request": request.code, "name": "foglio.pdf", "content": requests.PDF}, STRANGERS
    )


def _detach(world: World) -> Example:
    request = requests.with_documents(world.giulia, requests.draft(world.giulia, "trial"))
    proof = request.proofs.select_related("upload").get(role="proof")
    return Example(world.giulia, {"request": request.code, "upload": proof.upload.code}, STRANGERS)


def _link(world: World) -> Example:
    request = requests.draft(world.giulia, "tutoring")
    return Example(
        world.giulia, {"request": request.code, "body": "Università di prova", "digest": TOKEN}, STRANGERS
    )


def _deliver(world: World) -> Example:
    request = requests.draft(world.giulia, "tutoring")
    now = clock.now()
    ProofLink.objects.create(
        request=request, token=TOKEN, body="Ente", created=now, expires=now + timedelta(days=1)
    )
    arguments = {"digest": TOKEN, "name": "attestazione.pdf", "content": requests.PDF}
    return Example(world.marco, arguments, (), nobody=False)


def _send(world: World) -> Example:
    request = requests.with_documents(world.giulia, requests.draft(world.giulia, "exemption"))
    return Example(world.giulia, {"request": request.code}, STRANGERS)


def _withdraw(world: World) -> Example:
    return Example(world.giulia, {"request": requests.sent(world.giulia, "exemption").code}, STRANGERS)


def _write(world: World) -> Example:
    request = requests.sent(world.giulia, "exemption")
    return Example(world.giulia, {"request": request.code, "text": "Buongiorno"}, STRANGERS)


def _seen(world: World) -> Example:
    request = requests.asked(world, "exemption")
    assert RequestMessage.objects.filter(request=request, office=True, read=None).exists()
    return Example(world.giulia, {"request": request.code}, STRANGERS)


def _reply(world: World) -> Example:
    request = requests.sent(world.giulia, "exemption")
    return Example(world.clerk, {"request": request.code, "text": "Buongiorno"}, OUTSIDE)


def _reason(world: World) -> Example:
    request = requests.sent(world.giulia, "exemption")
    return Example(world.clerk, {"request": request.code}, OUTSIDE[:-1])


def _ask(world: World) -> Example:
    request = requests.sent(world.giulia, "exemption")
    return Example(world.president, {"request": request.code, "text": "Manca un foglio"}, OUTSIDE)


def _forward(world: World) -> Example:
    return Example(world.clerk, {"request": requests.sent(world.giulia, "exemption").code}, OUTSIDE)


def _refuse(world: World) -> Example:
    request = requests.sent(world.giulia, "exemption")
    return Example(world.clerk, {"request": request.code, "reason": "PROOF_NOT_ENOUGH"}, OUTSIDE)


def _accept(world: World) -> Example:
    return Example(world.clerk, {"request": requests.sent(world.giulia, "exemption").code}, OUTSIDE)


EXAMPLES: dict[str, Builder] = {
    "request.start": _start,
    "request.save": _save,
    "request.attach": _attach,
    "request.detach": _detach,
    "request.link": _link,
    "proof.deliver": _deliver,
    "request.send": _send,
    "request.withdraw": _withdraw,
    "request.write": _write,
    "request.seen": _seen,
    "request.reply": _reply,
    "request.reason": _reason,
    "request.ask": _ask,
    "request.forward": _forward,
    "request.refuse": _refuse,
    "request.accept": _accept,
}
