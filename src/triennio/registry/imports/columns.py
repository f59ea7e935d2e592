"""The columns of the tables that can be imported. Headers are those that people see in the template."""

from __future__ import annotations

from triennio.kernel.messages import N_
from triennio.platform.imports.domain.columns import Column, Kind
from triennio.reports.codes import tables

FORMATS = {"RES": "RES", "FAD": "FAD", "FSC": "FSC"}
TYPES = {
    "COURSE": "corso", "CONGRESS": "congresso", "WORKSHOP": "workshop", "NO_ONLINE": "FAD senza attività online",
    "ONLINE": "FAD con attività online", "SOCIAL": "FAD in contesto sociale", "LIVE": "FAD sincrona",
    "TRAINING": "training individualizzato", "GROUPS": "gruppi di miglioramento",
    "PROJECTS": "progetti di miglioramento", "AUDIT": "audit", "RESEARCH": "ricerca",
}  # fmt: skip
ROLES = {
    "learner": "discente", "teacher": "docente", "tutor": "tutor", "speaker": "relatore",
    "moderator": "moderatore", "scientific_director": "responsabile scientifico", "coordinator": "coordinatore",
    "expert": "esperto",
}  # fmt: skip
PRACTICES = {"employee": "dipendente", "freelance": "libera professione"}
TAX_CODE = Column(
    "tax_code", "Codice fiscale", Kind.TAX_CODE, required=True, example="SMPPRV80E41X000Y", aliases=("CF", "cod_fisc")
)  # fmt: skip


def members() -> tuple[Column, ...]:
    """The register of an Order: one row for each profession of each person."""
    known = tables()
    professions = {str(code): name for code, name in known.professions.items()}
    disciplines = {str(code): name for code, (name, _) in known.disciplines.items()}
    return (
        TAX_CODE,
        Column("last_name", "Cognome", required=True, longest=100, example="Esempio"),
        Column("first_name", "Nome", required=True, longest=100, example="Prova"),
        Column("born", "Data di nascita", Kind.DATE, example="01/05/1980"),
        Column("email", "E-mail", longest=254, example="prova@esempio.example", aliases=("Posta elettronica", "Mail")),
        Column(
            "profession", "Professione", Kind.CODE, required=True, choices=professions, example="14",
            help=N_("Il codice della professione, oppure il nome come nella tabella."),
        ),
        Column(
            "disciplines", "Discipline", Kind.CODES, choices=disciplines, example="85",
            help=N_("I codici delle discipline; la cella va formattata come testo."),
        ),
        Column("number", "Numero di iscrizione", longest=20, example="01234", aliases=("N. iscrizione", "Matricola")),
        Column("enrolment", "Data di iscrizione", Kind.DATE, required=True, example="02/03/2010"),
        Column("cancellation", "Data di cancellazione", Kind.DATE),
        Column("reenrolment", "Data di reiscrizione", Kind.DATE),
        Column("practice", "Esercizio", Kind.WORD, choices=PRACTICES, example="dipendente"),
    )  # fmt: skip


def participations() -> tuple[Column, ...]:
    """Participations in events: one row for each person, edition and role."""
    return (
        TAX_CODE,
        Column("provider_code", "Codice provider", longest=20, example="9999", aliases=("cod_org", "Provider")),
        Column("provider_name", "Nome del provider", example="Ente di prova"),
        Column("event_code", "Codice evento", required=True, longest=20, example="12345", aliases=("cod_evento",)),
        Column("edition", "Edizione", Kind.WHOLE, least=1, most=9999, example="1", aliases=("cod_edi",)),
        Column("title", "Titolo", longest=300, example="Corso di prova"),
        Column("format", "Formazione", Kind.WORD, choices=FORMATS, example="RES", aliases=("Tipo di formazione",)),
        Column("event_type", "Tipo di evento", Kind.WORD, choices=TYPES, example="corso"),
        Column("role", "Ruolo", Kind.WORD, choices=ROLES, example="discente", help=N_("Se manca: discente.")),
        Column("credits", "Crediti", Kind.CREDITS, required=True, example="10,4", aliases=("cred_acq",)),
        Column(
            "acquired", "Data di acquisizione", Kind.DATE, required=True, example="14/03/2025", aliases=("data_acq",)
        ),
        Column("starts", "Inizio", Kind.DATE, example="13/03/2025", aliases=("data_ini",)),
        Column("ends", "Fine", Kind.DATE, example="14/03/2025", aliases=("data_fine",)),
        Column("objective", "Obiettivo", Kind.WHOLE, least=1, most=999, example="18", aliases=("cod_obi",)),
        Column("hours", "Ore", Kind.WHOLE, least=1, most=999, example="4"),
        Column("host_event", "Congresso che ospita", longest=20, help=N_("Il codice del congresso, per un workshop.")),
        Column("recruited", "Reclutamento", Kind.BOOLEAN, example="no", aliases=("part_reclutato",)),
        Column("sponsor", "Sponsor", longest=100),
        Column(
            "reported", "Data del rapporto", Kind.DATE, example="20/04/2025",
            help=N_("Il giorno in cui il provider ha trasmesso il rapporto; se manca, il giorno dell’importazione."),
        ),
    )  # fmt: skip
