"""Putting the cast into an empty installation. Loading again changes nothing."""

from __future__ import annotations

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction

from triennio.demonstration.cast import CAST, DENTIST, DOCTOR, NURSE, OFFICES, PHYSIOTHERAPIST, Persona
from triennio.demonstration.catalogue import Course, courses_of
from triennio.demonstration.members import members
from triennio.kernel.tax_code import made_up
from triennio.people.models import (
    Account,
    Assignment,
    Employment,
    Organisation,
    Professional,
    RegisterAct,
    Registration,
)
from triennio.platform import clock
from triennio.registry.models import (
    Absence,
    Dossier,
    DossierMember,
    DossierObjective,
    Fact,
    IndividualTraining,
    Origin,
    Participation,
)

PROVIDER = "9001"
Bodies = dict[str, Organisation]


@transaction.atomic
def load() -> bool:
    """Load the demonstration. False where it was there already, or where real accounts are: they never mix."""
    if Account.objects.exists():
        return False
    today = clock.today()
    bodies = _bodies()
    found = {persona: _professional(persona, bodies, with_account=True) for persona in CAST}
    for persona, professional in found.items():
        _study(persona, professional, today)
    _nurse(found[NURSE], bodies, today)
    _physiotherapist(found[PHYSIOTHERAPIST])
    _doctor(found[DOCTOR], bodies)
    _dentist(found[DENTIST])
    for name, surname, role, kind, story in OFFICES:
        account = _account(name, surname, f"{name}.{surname}@dimostrazione.example".lower(), story)
        Assignment.objects.create(account=account, organisation=bodies[kind], role=role)
    for number, persona in enumerate(members(today)):
        _study(persona, _professional(persona, bodies, number=100 + number), today)
    return True


def _bodies() -> Bodies:
    body = Organisation.objects.create
    return {
        "order": body(
            kind="order",
            name="Ordine delle professioni sanitarie di Fiordacqua (dimostrazione)",
            registry_code="FIO",
            support_email="segreteria@dimostrazione.example",
        ),
        "firm": body(
            kind="firm",
            name="Ospedale di Fiordacqua (dimostrazione)",
            registry_code="AO1",
            group_dossier=True,
        ),
        "provider": body(
            kind="provider", name="Accademia di Fiordacqua (dimostrazione)", registry_code=PROVIDER
        ),
        "operator": body(kind="operator", name="Gestione della piattaforma (dimostrazione)"),
    }


def _account(name: str, surname: str, email: str, story: str) -> Account:
    account = Account.objects.create_user(
        email,
        None,
        first_name=name,
        last_name=surname,
        state=Account.State.ACTIVE,
        demonstration=True,
        story=story,
    )
    EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    return account


def _professional(
    persona: Persona, bodies: Bodies, *, with_account: bool = False, number: int = 0
) -> Professional:
    account = _account(persona.name, persona.surname, persona.email, persona.story) if with_account else None
    professional = Professional.objects.create(
        account=account,
        tax_code=made_up(persona.surname, persona.name, persona.born, persona.sex, number),
        first_name=persona.name,
        last_name=persona.surname,
        born=persona.born,
        email=persona.email if with_account else "",
    )
    registration = Registration.objects.create(
        professional=professional,
        order=bodies["order"],
        profession=persona.profession,
        disciplines=list(persona.disciplines),
        number=f"{professional.pk:05d}",
        practice=persona.practice,
    )
    RegisterAct.objects.create(registration=registration, kind="enrolment", date=persona.enrolled)
    if persona.enrolled.year <= 2012:
        _fact(professional, "previous_credits", triennio="2011-2013", credits="118.00")
    if persona.ward:
        start = max(date(2015, 1, 1), persona.enrolled + timedelta(days=90))
        Employment.objects.create(
            professional=professional, firm=bodies["firm"], ward=persona.ward, start=start
        )
    return professional


def _study(persona: Persona, professional: Professional, today: date) -> None:
    """Courses of each year until the credits wanted are reached; never in August, never later than today."""
    courses, rows = courses_of(persona.profession), []
    for year, wanted in persona.studied.items():
        earned, turn = 0, 0
        while earned < wanted * 100:
            course = courses[(turn + year) % len(courses)]
            day = _day(year, turn, professional.pk)
            if day < today - timedelta(days=20):
                rows.append(_participation(professional, course, day, edition=turn // len(courses) + 1))
            earned += course.credits
            turn += 1
    Participation.objects.bulk_create(rows)


def _day(year: int, turn: int, spread: int) -> date:
    months = (1, 3, 4, 5, 6, 9, 10, 11, 2, 7, 12)
    return date(year, months[turn % len(months)], 1 + (turn * 11 + spread * 5 + year) % 27)


def _participation(
    professional: Professional, course: Course, day: date, *, edition: int = 1, **more: object
) -> Participation:
    number = 100 + abs(hash_of(course.title)) % 800
    fields = {
        "provider_code": PROVIDER,
        "provider_name": "Accademia di Fiordacqua (dimostrazione)",
        "event_code": f"{day.year % 100}{number}",
        "edition": edition,
        "title": course.title,
        "format": course.format,
        "event_type": course.type,
        "objective": course.objective,
        "starts": day,
        "ends": day,
        "credits": course.credits,
        "hours": max(3, course.credits // 130),
        "origin": Origin.REPORT,
        "reported": day + timedelta(days=19),
        "practice": "D",
        **more,
    }
    return Participation(professional=professional, acquired=day, **fields)


def hash_of(text: str) -> int:
    """A number of a text that is the same in every process."""
    return sum((place + 1) * ord(letter) for place, letter in enumerate(text))


def _absence(
    professional: Professional, order: Organisation, nature: str, start: date, end: date, kind: str
) -> None:
    absence = Absence(
        professional=professional,
        order=order,
        nature=nature,
        start=start,
        end=end,
        filed=end,
        origin=Origin.REQUEST,
    )
    absence.seal({"kind": kind})
    absence.save()


def _fact(professional: Professional, kind: str, **data: str) -> None:
    Fact.objects.create(professional=professional, kind=kind, data=data, origin=Origin.IMPORT)


def _nurse(nurse: Professional, bodies: Bodies, today: date) -> None:
    """A dossier of her own and one of the hospital; a course finished ten days ago that is still to arrive."""
    start = today.year - (today.year - 2014) % 3
    for triennio in (start - 3, start):
        own = Dossier.objects.create(
            type="individual", professional=nurse, triennio=triennio, built=date(triennio, 5, 4)
        )
        for objective, percent in ((18, 50), (3, 30), (6, 20)):
            DossierObjective.objects.create(dossier=own, objective=objective, percent=percent)
    group = Dossier.objects.create(
        type="group",
        organisation=bodies["firm"],
        triennio=start,
        built=date(start, 3, 2),
        name="Piano di Medicina interna",
    )
    for objective, percent in ((18, 60), (6, 40)):
        DossierObjective.objects.create(dossier=group, objective=objective, percent=percent)
    DossierMember.objects.create(dossier=group, professional=nurse, since=date(start, 3, 2))
    course = Course("Sepsi: riconoscerla nelle prime ore", 18, "FAD", "ONLINE", 980)
    day = today - timedelta(days=10)
    _participation(
        nurse, course, day, origin=Origin.EVENT, reported=None, ends=day + timedelta(days=40)
    ).save()


def _physiotherapist(person: Professional) -> None:
    """A course to which a sponsor invited."""
    course = Course("Onde d’urto in riabilitazione", 18, "RES", "COURSE", 1200)
    _participation(person, course, date(2024, 10, 5), recruited=True, sponsor="Ditta Fittizia").save()


def _doctor(doctor: Professional, bodies: Bodies) -> None:
    """A PhD, a maternity leave with a course inside it, lessons given, a paper."""
    order = bodies["order"]
    _absence(doctor, order, "exoneration", date(2020, 11, 1), date(2023, 10, 31), "phd")
    _absence(doctor, order, "exemption", date(2024, 2, 5), date(2024, 7, 5), "maternity")
    inside = Course("Novità in terapia anticoagulante", 18, "FAD", "ONLINE", 600)
    _participation(doctor, inside, date(2024, 4, 18)).save()
    lesson = Course("Ecografia d’urgenza: corso per il reparto", 18, "RES", "COURSE", 800)
    _participation(doctor, lesson, date(2025, 5, 22), role="teacher").save()
    IndividualTraining.objects.create(
        professional=doctor,
        kind="publication",
        acquired=date(2025, 2, 11),
        origin=Origin.REQUEST,
        data={"indexed": True, "medium": "journal", "position": "first"},
        description={
            "title": "Studio immaginario sulla febbre del lunedì",
            "journal": "Rivista che non esiste",
        },
    )


def _dentist(dentist: Professional) -> None:
    _fact(dentist, "retired", **{"from": "2024-07-01", "yearly_income": "3200.00"})
