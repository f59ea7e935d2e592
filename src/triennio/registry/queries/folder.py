"""The folder of proofs: every credit of a person with what covers it, documents, the archive for an inspection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from triennio.kernel.refusal import OutOfSight
from triennio.kernel.triennio import Triennio
from triennio.people import scopes
from triennio.people.models import Professional
from triennio.platform.models import Upload
from triennio.platform.permissions import Actor, require
from triennio.registry.domain.folder import Cover, cover
from triennio.registry.models import IndividualTraining, Origin, Participation, Proof


@dataclass(frozen=True, slots=True)
class Item:
    """A credit with what covers it. `hundredths` is None where the amount is computed by the rules."""

    code: str
    title: str
    what: str
    provider: str
    event: str
    acquired: date
    hundredths: int | None
    cover: Cover
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """`items` newest first, `loose` documents that no credit has been named for, `counts` items by cover."""

    triennio: Triennio | None
    trienni: tuple[Triennio, ...]
    items: tuple[Item, ...]
    loose: tuple[Proof, ...]
    counts: dict[Cover, int]


def folder(viewer: Actor, professional: Professional, triennio: Triennio | None = None) -> Folder:
    """The folder, of one triennio or of all. Raises OutOfSight for anybody but the person."""
    require(viewer, "proofs.own", scopes.of_professional(professional))
    proofs = list(
        Proof.objects.filter(professional=professional).select_related("upload").order_by("created", "pk")
    )
    items = sorted(_items(professional, proofs), key=lambda each: (each.acquired, each.code), reverse=True)
    trienni = sorted({Triennio.of(each.acquired) for each in items}, reverse=True)
    shown = [each for each in items if triennio is None or each.acquired in triennio]
    counts: dict[Cover, int] = {}
    for each in shown:
        counts[each.cover] = counts.get(each.cover, 0) + 1
    loose = tuple(each for each in proofs if each.participation_id is None and each.training_id is None)
    return Folder(triennio, tuple(trienni), tuple(shown), loose, counts)


def _items(professional: Professional, proofs: list[Proof]) -> Iterator[Item]:
    of_participation: dict[int, list[Proof]] = defaultdict(list)
    of_training: dict[int, list[Proof]] = defaultdict(list)
    for proof in proofs:
        if proof.participation_id is not None:
            of_participation[proof.participation_id].append(proof)
        elif proof.training_id is not None:
            of_training[proof.training_id].append(proof)
    for each in Participation.objects.filter(professional=professional, cancelled=None):
        mine = of_participation[each.pk]
        yield Item(
            each.code,
            each.title or each.event_code,
            "",
            each.provider_name,
            each.event_code,
            each.acquired,
            each.credits,
            cover(each.reported is not None, [proof.kind for proof in mine]),
            tuple(mine),
        )
    for training in IndividualTraining.objects.filter(professional=professional, cancelled=None):
        mine = of_training[training.pk]
        what = str(IndividualTraining.Kind(training.kind).label)
        yield Item(
            training.code,
            str(training.description.get("title") or what.capitalize()),
            what,
            "",
            "",
            training.acquired,
            training.recognised,
            cover(training.origin != Origin.PERSON, [proof.kind for proof in mine]),
            tuple(mine),
        )


def item(viewer: Actor, professional: Professional, code: str) -> Item:
    """One credit of the person. Raises OutOfSight."""
    for each in folder(viewer, professional).items:
        if each.code == code:
            return each
    raise OutOfSight("proofs.own")


def document(viewer: Actor, code: str) -> Upload:
    """The file of one's own proof. Raises OutOfSight."""
    found = Proof.objects.filter(code=code).select_related("professional", "upload").first()
    if found is None:
        raise OutOfSight("proofs.own")
    require(viewer, "proofs.own", scopes.of_professional(found.professional))
    return found.upload
