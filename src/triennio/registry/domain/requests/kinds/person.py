"""What the register says of the person: when the duty began, how they practise, profession and disciplines."""

from __future__ import annotations

from triennio.kernel.messages import N_, Message
from triennio.registry.domain.requests.changes import Practice, Profession, RegisterEntry
from triennio.registry.domain.requests.fields import YES_NO, Field, Values
from triennio.registry.domain.requests.kind import Kind, Objection, ProofWanted, Situation, future
from triennio.rules.book import load

PSYCHOLOGIST = 5  # OBL-5: before 2020 only who worked for or with the health service was bound
ACTS = (
    ("enrolment", N_("Iscrizione: la data registrata non è giusta")),
    ("cancellation", N_("Cancellazione")),
    ("reenrolment", N_("Reiscrizione")),
)
PRACTICES = (("employee", N_("Dipendente o convenzionato")), ("freelance", N_("Libera professione")))


def start_fields(situation: Situation) -> tuple[Field, ...]:
    """The act of the Order and its day."""
    del situation
    return (
        Field("act", "choice", N_("Che cosa manca o è sbagliato"), choices=ACTS),
        Field(
            "day",
            "day",
            N_("Data della delibera dell’Ordine"),
            N_("Conta la delibera, non la domanda."),
        ),
        Field("why", "long", N_("Spiegazione"), required=False, limit=1000),
    )


def start_objections(values: Values, situation: Situation) -> list[Objection]:
    """An act is of the past; a cancellation follows an enrolment."""
    if "day" not in values:
        return []
    found = future("day", values["day"], situation.today)
    if (
        values.get("act") in ("cancellation", "reenrolment")
        and situation.enrolled
        and values["day"] <= situation.enrolled
    ):
        found.append(
            Objection(
                "day",
                "BEFORE_ENROLMENT",
                Message(N_("La data viene prima dell’iscrizione registrata.")),
                Message(N_("Se è sbagliata l’iscrizione, chiedere prima di correggerla.")),
                rule="REG-4",
            )
        )
    return found


def practice_fields(situation: Situation) -> tuple[Field, ...]:
    """How the person practises; for psychologists, whether with the health service."""
    health_service = (
        Field(
            "nhs_work",
            "choice",
            N_("Prima del 2020, lavoro per o con il Servizio sanitario nazionale?"),
            choices=YES_NO,
        ),
    )
    return (
        Field("practice", "choice", N_("Modo di esercizio"), choices=PRACTICES),
        Field("since", "day", N_("Da quando")),
        *(health_service if situation.profession == PSYCHOLOGIST else ()),
    )


def profession_fields(situation: Situation) -> tuple[Field, ...]:
    """Profession, and up to three disciplines of any profession: the check is that they belong together."""
    listed = load().professions
    professions = tuple((str(each["code"]), each["name"]) for each in listed["professions"])
    names = {each["code"]: each["name"] for each in listed["professions"]}
    disciplines = tuple(
        (str(each["code"]), f"{each['name']} ({names[each['profession']]})")
        for each in sorted(listed["disciplines"], key=lambda each: (each["profession"], each["name"]))
        if each["profession"] in names
    )
    return (
        Field("profession", "choice", N_("Professione"), choices=professions),
        *(
            Field(
                f"discipline_{number}",
                "choice",
                label,
                N_("Lasciare vuoto se non ce n’è.") if number == 1 else "",
                choices=disciplines,
                required=False,
            )
            for number, label in enumerate(
                (N_("Disciplina"), N_("Seconda disciplina"), N_("Terza disciplina")), 1
            )
        ),
        Field("since", "day", N_("Da quando")),
    )


def profession_objections(values: Values, situation: Situation) -> list[Objection]:
    """Disciplines are those of the profession."""
    del situation
    owner = {each["code"]: each["profession"] for each in load().professions["disciplines"]}
    return [
        Objection(
            name,
            "DISCIPLINE_OF_ANOTHER",
            Message(N_("Questa disciplina è di un’altra professione.")),
            Message(N_("Scegliere una disciplina della professione indicata.")),
        )
        for name in ("discipline_1", "discipline_2", "discipline_3")
        if name in values and "profession" in values and owner[int(values[name])] != int(values["profession"])
    ]


def _disciplines(values: Values) -> tuple[int, ...]:
    names = ("discipline_1", "discipline_2", "discipline_3")
    return tuple(sorted({int(values[name]) for name in names if name in values}))


START_DATE = Kind(
    name="start_date",
    slug="decorrenza",
    family="data",
    title=N_("Decorrenza dell’obbligo"),
    lead=N_("La data di iscrizione, cancellazione o reiscrizione da cui comincia o si ferma l’obbligo."),
    fields=start_fields,
    change=lambda values, situation: RegisterEntry(values["act"], values["day"]),
    objections=start_objections,
    proofs=lambda values, situation: (
        ProofWanted("proof", N_("Delibera o certificato di iscrizione"), required=False),
    ),
    guide="decorrenza",
    needs=(N_("la data della delibera dell’Ordine"),),
)
PRACTICE = Kind(
    name="practice",
    slug="esercizio",
    family="data",
    title=N_("Modo di esercizio"),
    lead=N_("Dal lavoro dipendente alla libera professione, o il contrario."),
    fields=practice_fields,
    change=lambda values, situation: Practice(
        values["practice"], values["nhs_work"] == "yes" if "nhs_work" in values else None
    ),
    guide="liberi-professionisti",
    needs=(N_("la data del cambiamento"),),
)
PROFESSION = Kind(
    name="profession",
    slug="professione",
    family="data",
    title=N_("Professione o disciplina"),
    lead=N_("La professione o la disciplina registrata non è quella esercitata."),
    fields=profession_fields,
    change=lambda values, situation: Profession(int(values["profession"]), _disciplines(values)),
    objections=profession_objections,
    proofs=lambda values, situation: (
        ProofWanted("proof", N_("Titolo di studio o di specializzazione"), required=False),
    ),
    guide="due-professioni",
    needs=(N_("il titolo che lo prova"),),
)
