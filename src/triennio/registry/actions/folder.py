"""Proofs of one's own credits: keep one, say of which credit it is, throw it away."""

from __future__ import annotations

from typing import Any

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people import scopes
from triennio.people.models import Professional
from triennio.platform.actions import Act, Key, action, locked
from triennio.platform.uploads import store
from triennio.platform.uploads.kinds import PROOFS
from triennio.registry.models import IndividualTraining, Participation, Proof

PURPOSE = "folder.proof"


def _person(act: Act, code: str) -> Professional:
    person = locked(Professional.objects.filter(code=code)).first()
    if person is None:
        raise OutOfSight("proofs.own")
    act.permit(scopes.of_professional(person))
    return person


def _credit(person: Professional, code: str) -> dict[str, Any]:
    """{"participation": …} or {"training": …} of this person; nothing for an empty code. Raises OutOfSight."""
    if not code:
        return {"participation": None, "training": None}
    if participation := Participation.objects.filter(professional=person, code=code, cancelled=None).first():
        return {"participation": participation, "training": None}
    if training := IndividualTraining.objects.filter(professional=person, code=code, cancelled=None).first():
        return {"participation": None, "training": training}
    raise OutOfSight("proofs.own")


@action("proof.add", permission="proofs.own", key=Key.REQUIRED)
def add(
    act: Act, *, professional: str, kind: str, name: str, content: bytes, credit: str = "", title: str = ""
) -> dict[str, Any]:
    """Keep a document: `kind` certificate or declaration, `credit` the code of what it proves, or empty.

    Raises PROOF_KIND, and what `uploads.kinds.accept` raises. Answers {"proof": code}.
    """
    person = _person(act, professional)
    if kind not in Proof.Kind.values:
        raise Refusal("PROOF_KIND", "Il documento è un attestato oppure una dichiarazione sostitutiva.")
    upload = store.keep(
        act,
        content,
        name=name,
        purpose=PURPOSE,
        allowed=PROOFS,
        organisation=None,
        owner=person.account_id,
        sealed=True,
    )
    proof = Proof.objects.create(
        professional=person,
        kind=kind,
        title=title[:300],
        upload=upload,
        created=act.now,
        **_credit(person, credit),
    )
    act.journal(f"professional:{person.pk}", {"proof": proof.code, "kind": kind, "credit": credit or None})
    return {"proof": proof.code}


@action("proof.attach", permission="proofs.own")
def attach(act: Act, *, proof: str, credit: str) -> dict[str, Any]:
    """Say which credit a document proves. Answers {"proof": code}."""
    found = locked(Proof.objects.filter(code=proof).select_related("professional")).first()
    if found is None:
        raise OutOfSight("proofs.own")
    act.permit(scopes.of_professional(found.professional))
    wanted = _credit(found.professional, credit)
    if (found.participation, found.training) == (wanted["participation"], wanted["training"]):
        act.nothing_changed()
        return {"proof": proof}
    found.participation, found.training = wanted["participation"], wanted["training"]
    found.save(update_fields=["participation", "training"])
    act.journal(f"professional:{found.professional_id}", {"proof": proof, "credit": credit or None})
    return {"proof": proof}


@action("proof.remove", permission="proofs.own")
def remove(act: Act, *, proof: str) -> dict[str, Any]:
    """Throw a document away, bytes and all. Answers {"proof": code}."""
    found = locked(Proof.objects.filter(code=proof).select_related("professional")).first()
    if found is None:
        raise OutOfSight("proofs.own")
    act.permit(scopes.of_professional(found.professional))
    upload = found.upload
    found.delete()
    store.erase(upload)
    act.journal(f"professional:{found.professional_id}", {"proof": proof})
    return {"proof": proof}
