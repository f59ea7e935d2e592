"""What the operations on the register share: whose they are, and the shapes of the engine's answers."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import BaseModel, ConfigDict

from triennio.kernel.messages import N_
from triennio.kernel.refusal import OutOfSight
from triennio.kernel.triennio import Triennio
from triennio.people.models import Professional
from triennio.platform import clock
from triennio.platform.api.calls import caller_of
from triennio.platform.api.operations import file_answer
from triennio.platform.api.problems import Trouble
from triennio.platform.api.values import Credits, Day
from triennio.platform.models import Upload
from triennio.platform.uploads import store
from triennio.platform.uploads.kinds import KINDS, PROOFS
from triennio.registry.domain.folder import file_name

FIRST_DAY = date(2014, 1, 1)
FILES = tuple(dict.fromkeys(kind.media for kind in PROOFS))
Json = dict[str, Any]
AsOf = Annotated[Day | None, Query(description="Giorno a cui guardare, dal 2014-01-01 a oggi; senza, oggi")]
Start = Annotated[int, Query(ge=2014, le=2098, description="Primo anno del triennio")]


def own_professional(request: HttpRequest) -> Professional:
    """The caller's own place in the register. Raises OutOfSight for an account without one."""
    found = Professional.objects.filter(account=caller_of(request).account, account__state="active").first()
    if found is None:
        raise OutOfSight("registry.own")
    return found


def day_in(day: date | None) -> date:
    """The day asked for, or today. Raises Trouble 422 for one that no position is of."""
    today = clock.today()
    if day is not None and not FIRST_DAY <= day <= today:
        raise Trouble(422, "DAY", N_("Si può guardare un giorno dal 1º gennaio 2014 a oggi."))
    return day or today


def triennio_in(start: int) -> Triennio:
    """The triennio that begins in a year. Raises Trouble 422."""
    try:
        return Triennio(start)
    except ValueError:
        raise Trouble(422, "TRIENNIO", N_("Nessun triennio comincia in quell’anno.")) from None


def upload_answer(upload: Upload) -> HttpResponse:
    """A file that somebody sent, to be saved."""
    name = file_name(1, None, upload.name.rpartition(".")[0] or upload.name, upload.kind)
    return file_answer(store.content(upload), name, KINDS[upload.kind].media)


class Told(BaseModel):
    """Base of what the rules answer: more members than these may follow."""

    model_config = ConfigDict(extra="allow")


class StepTold(Told):
    """A step from the base to the obligation. `rule` is empty where the reason is not for the viewer."""

    rule: str
    label: str
    base: str
    amount: str
    result: str
    source: str


class CapTold(Told):
    rule: str
    label: str
    limit: str
    used: str
    excess: str


class QuotaTold(Told):
    rule: str
    label: str
    minimum: str
    reached: str
    met: bool


class CreditTold(Told):
    """What became of a credit."""

    id: str
    recorded: str
    counted: str
    verdict: Literal["counts", "partly", "does_not_count"]
    rule: str | None
    reason: str | None


class TriennioTold(Told):
    triennio: str
    years_due: int
    standard: Credits
    steps: list[StepTold]
    obligation: Credits
    caps: list[CapTold]
    quotas: list[QuotaTold]
    credits: list[CreditTold]
    learner: Credits
    recognised: Credits
    missing: Credits
    surplus: Credits
    certifiable: bool
    ended: bool


class CompensationTold(Told):
    balances: dict[str, str]
    total: str
    needed: str
    certifiable: dict[str, bool]


class AnswerTold(Told):
    """What `triennio position` answers."""

    as_of: date
    trienni: list[TriennioTold]
    compensation: CompensationTold
    ignored: list[Json]


class PositionShape(Schema):
    """`redacted` says that nothing in it tells of what kind an absence was."""

    professional: str
    redacted: bool
    answer: AnswerTold
    case: Json


class BeforeAfter(Schema):
    """Two answers of the rules."""

    before: AnswerTold
    after: AnswerTold
