"""What a person takes along or tries out: the archive of their data, the calendar of deadlines, what would change."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from hashlib import sha256
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from ninja import Field, Router, Schema

from triennio.kernel.messages import N_
from triennio.platform import clock
from triennio.platform.api.calls import actor_of
from triennio.platform.api.operations import file_answer, operation, perform
from triennio.platform.api.problems import Fault, Invalid
from triennio.platform.api.values import Code, Day, Given, OptionalKey
from triennio.registry.actions import archive as archive_actions
from triennio.registry.actions import calendar as calendar_actions
from triennio.registry.api.common import own_professional
from triennio.registry.domain.ics import calendar as written
from triennio.registry.domain.whatif import COURSE, INDIVIDUAL
from triennio.registry.queries import archive, calendar
from triennio.registry.queries.whatif import choices, whatif
from triennio.registry.web.folder_files import archive as zipped
from triennio.registry.web.whatif_form import TrialForm

router = Router(tags=[str(N_("I propri dati, il calendario, le prove di cambiamento"))])
Amount = Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,2})?$")]
Word = Annotated[str, Field(pattern="^[a-z_0-9:]{1,60}$")]


class ListedFile(Schema):
    """A file of the archive: its path, what it holds, how many rows."""

    file: str
    words: str
    count: int


class FeedState(Schema):
    """Whether the person has an address for the calendar."""

    open: bool


class FeedAddress(FeedState):
    """The address is told here and nowhere else."""

    address: str


class Tryout(Given):
    """Up to five things tried together; each is tried when its first member is there."""

    course_credits: Amount | None = None
    course_day: Day | None = None
    course_role: Word | None = None
    course_format: Word | None = None
    course_recruited: bool = False
    dossier_type: Literal["individual", "group"] | None = None
    dossier_built: Day | None = None
    dossier_realised: bool = False
    move: Code | None = None
    absence_kind: Annotated[Word | None, Field(description="exemptions:maternity, exonerations:phd, …")] = (
        None
    )
    absence_from: Day | None = None
    absence_to: Day | None = None
    individual_kind: Word | None = None
    individual_credits: Amount | None = None
    individual_day: Day | None = None


class FigureShape(Schema):
    name: str
    before: str
    after: str
    change: str


class StepChangeShape(Schema):
    rule: str
    label: str
    before: str
    after: str


class PeriodChange(Schema):
    """What changes in a triennio. Amounts as people write them."""

    period: str
    figures: list[FigureShape]
    before_certifiable: bool | None
    after_certifiable: bool | None
    steps: list[StepChangeShape]


class TrialEffect(Schema):
    code: str
    period: str
    before: str
    after: str
    change: str


class TriedShape(Schema):
    """`effects` sum up what changes, empty where nothing does; `ignored` what of the trial has no effect, and why."""

    day: Day
    effects: list[TrialEffect]
    trienni: list[PeriodChange]
    ignored: list[dict[str, Any]]


@operation(
    router,
    "POST",
    "/what-if",
    title=N_("Che cosa cambierebbe con un corso, un dossier, uno spostamento, un’assenza"),
    answers=TriedShape,
    needs="position.see",
    example={"course_credits": "25", "course_day": "2026-12-10", "course_role": "learner"},
)
def try_out(request: HttpRequest, body: Tryout) -> Any:
    """Nothing of it is kept."""
    viewer, person, today = actor_of(request), own_professional(request), clock.today()
    sent = {name: _typed(value) for name, value in body.model_dump().items() if value not in (None, False)}
    form = TrialForm(sent, choices=choices(viewer, person, today), today=today)
    if not form.is_valid():
        raise Invalid(
            [
                Fault(where=f"body.{name}", code="NOT_ADMITTED", detail=str(messages[0]))
                for name, messages in form.errors.items()
            ]
        )
    found = whatif(viewer, person, form.trial(), today, {COURSE: COURSE, INDIVIDUAL: INDIVIDUAL})
    return {
        "day": found.day,
        "effects": list(found.comparison.effects),
        "trienni": list(found.comparison.trienni),
        "ignored": list(found.ignored),
    }


def _typed(value: Any) -> str:
    """A value as somebody types it into the form."""
    return "on" if value is True else str(value)


@operation(
    router,
    "GET",
    "/archive",
    title=N_("Che cosa c’è nell’archivio dei propri dati"),
    answers=list[ListedFile],
    needs="archive.own",
)
def read_archive(request: HttpRequest) -> Any:
    """File by file."""
    return archive.listed(actor_of(request), own_professional(request))


@operation(
    router,
    "POST",
    "/archive",
    title=N_("Prendere l’archivio completo dei propri dati"),
    answers=None,
    does=archive_actions.take,
    media=("application/zip",),
)
def take_archive(request: HttpRequest, key: OptionalKey = None) -> HttpResponse:
    """A zip; the journal says that it was taken."""
    viewer, person = actor_of(request), own_professional(request)
    perform(request, archive_actions.take, key, professional=person.code)
    files: Iterator[tuple[str, bytes]] = archive.files(viewer, person)
    answer = StreamingHttpResponse(zipped(files, clock.now()), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="i-miei-dati.zip"'
    return answer  # type: ignore[return-value]


@operation(
    router,
    "GET",
    "/deadlines.ics",
    title=N_("Le proprie scadenze, come calendario"),
    answers=None,
    needs="calendar.own",
    media=("text/calendar",),
)
def read_deadlines(request: HttpRequest) -> HttpResponse:
    """Once. `/calendar` gives an address that a calendar reads by itself."""
    person, now = own_professional(request), clock.now()
    calendar.is_open(actor_of(request), person)
    made = written("Formazione continua", calendar.entries(person, clock.day_of(now)), now)
    content = made.encode() if isinstance(made, str) else made
    return file_answer(content, "scadenze.ics", "text/calendar; charset=utf-8")


@operation(
    router,
    "GET",
    "/calendar",
    title=N_("Se c’è un indirizzo per il calendario delle scadenze"),
    answers=FeedState,
    needs="calendar.own",
)
def read_calendar(request: HttpRequest) -> Any:
    """The address itself was told once."""
    return {"open": calendar.is_open(actor_of(request), own_professional(request))}


@operation(
    router,
    "POST",
    "/calendar",
    title=N_("Un indirizzo nuovo per il calendario: quello di prima si chiude"),
    answers=FeedAddress,
    does=calendar_actions.renew,
    status=201,
)
def renew_calendar(request: HttpRequest) -> Any:
    """Whoever has the address reads the deadlines and nothing else. Each call makes another."""
    token = secrets.token_urlsafe(32)
    digest = sha256(token.encode()).hexdigest()
    made = perform(
        request, calendar_actions.renew, professional=own_professional(request).code, digest=digest
    )
    address = request.build_absolute_uri(reverse("registry:calendar_feed", args=[token]))
    return {"open": made["open"], "address": address}


@operation(
    router,
    "DELETE",
    "/calendar",
    title=N_("Chiudere l’indirizzo del calendario"),
    answers=FeedState,
    does=calendar_actions.close,
)
def close_calendar(request: HttpRequest, key: OptionalKey = None) -> Any:
    """Calendars that read it see nothing more."""
    return perform(request, calendar_actions.close, key, professional=own_professional(request).code)
