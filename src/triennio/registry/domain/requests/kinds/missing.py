"""Missing credits: the provider first, then the form of the register (MISS-1). At once for events of 2014-2018."""

from __future__ import annotations

from decimal import Decimal

from triennio.kernel.messages import N_, Message
from triennio.registry.domain.requests.changes import Attended
from triennio.registry.domain.requests.fields import YES_NO, Field, Values
from triennio.registry.domain.requests.kind import (
    Kind,
    Objection,
    ProofWanted,
    Situation,
    future,
    ordered,
)
from triennio.registry.domain.requests.terms import DIRECT_YEARS, direct, opens_on
from triennio.rules.book import load

CONTACT = (
    ("silent", N_("Sollecitato: non ha risposto o non ha corretto")),
    ("sent", N_("Ha risposto di avere già inviato il rapporto")),
    ("closed", N_("Non esiste più o non è raggiungibile")),
    ("not_yet", N_("Non ancora contattato")),
)
ASKED = ("silent", "sent", "closed")
FORMATS = (
    ("RES", N_("In presenza")),
    ("FAD", N_("A distanza")),
    ("FSC", N_("Sul campo")),
    ("BLENDED", N_("Mista")),
)
ROLES = (
    ("learner", N_("Discente")),
    ("teacher", N_("Docente")),
    ("tutor", N_("Tutor")),
    ("speaker", N_("Relatore")),
    ("moderator", N_("Moderatore")),
    ("scientific_director", N_("Responsabile scientifico")),
)
PRACTICES = (
    ("D", N_("Dipendente")),
    ("L", N_("Libera professione")),
    ("C", N_("Convenzionato")),
    ("P", N_("Privo di occupazione")),
)
MOST = Decimal(50)  # CAP-5


def fields(situation: Situation) -> tuple[Field, ...]:
    """The fields of the national form, after what was asked of the provider."""
    return (*_provider(), *_event(), *_person(situation))


def _provider() -> tuple[Field, ...]:
    return (
        Field("provider_name", "text", N_("Nome del provider")),
        Field(
            "provider_code",
            "text",
            N_("Codice organizzatore"),
            N_("È sull’attestato: il numero del provider."),
            limit=20,
        ),
        Field("event_code", "text", N_("Codice evento"), N_("È sull’attestato."), limit=20),
        Field(
            "edition", "whole", N_("Codice edizione"), N_("Se manca, è la prima."), required=False, most=999
        ),
        Field(
            "accrediting",
            "text",
            N_("Codice accreditatore"),
            N_("Tre cifre: 000 la Commissione nazionale, o il codice della Regione."),
            limit=3,
        ),
        Field("contact", "choice", N_("Che cosa dice il provider"), choices=CONTACT),
        Field("contacted", "day", N_("Quando è stato contattato"), when=("contact", ASKED)),
    )


def _event() -> tuple[Field, ...]:
    objectives = tuple(
        (str(each["code"]), f"{each['code']} · {each['title']}")
        for each in sorted(load().professions["objectives"], key=lambda each: int(each["code"]))
    )
    return (
        Field("title", "text", N_("Titolo dell’evento")),
        Field("format", "choice", N_("Tipo di formazione"), choices=FORMATS),
        Field(
            "event_kind",
            "choice",
            N_("Tipo di evento"),
            choices=(("E", N_("Evento singolo")), ("P", N_("Progetto formativo aziendale"))),
        ),
        Field("start", "day", N_("Data di inizio")),
        Field("end", "day", N_("Data di fine")),
        Field(
            "acquired", "day", N_("Data di acquisizione dei crediti"), N_("Il giorno della prova superata.")
        ),
        Field("hours", "whole", N_("Numero di ore"), required=False, most=999),
        Field("event_credits", "amount", N_("Crediti totali dell’evento"), required=False),
        Field("objective", "choice", N_("Obiettivo formativo"), choices=objectives),
        Field("participants", "whole", N_("Numero di partecipanti"), required=False, most=99_999),
    )


def _person(situation: Situation) -> tuple[Field, ...]:
    listed = load().professions
    professions = tuple((str(each["code"]), each["name"]) for each in listed["professions"])
    disciplines = tuple(
        (str(each["code"]), each["name"])
        for each in listed["disciplines"]
        if each["profession"] == situation.profession
    )
    return (
        Field("credits", "amount", N_("Crediti acquisiti"), N_("Quelli scritti sull’attestato.")),
        Field("role", "choice", N_("Tipologia di credito"), choices=ROLES),
        Field("practice", "choice", N_("Modo di esercizio in quel momento"), choices=PRACTICES),
        Field("recruited", "choice", N_("C’è stato il reclutamento di uno sponsor?"), choices=YES_NO),
        Field("sponsor", "text", N_("Sponsor"), when=("recruited", ("yes",)), limit=100),
        Field("profession", "choice", N_("Professione"), choices=professions),
        Field("discipline", "choice", N_("Disciplina"), choices=disciplines, required=bool(disciplines)),
    )


def objections(values: Values, situation: Situation) -> list[Objection]:
    """Not before the provider's term, not before the provider was asked, never more than fifty credits."""
    found = ordered(values)
    end, acquired = values.get("end"), values.get("acquired")
    if acquired:
        found += future("acquired", acquired, situation.today)
    if end:
        found += _provider_first(values, situation)
    if "accrediting" in values and not (
        values["accrediting"].isdecimal() and len(values["accrediting"]) == 3
    ):
        found.append(
            Objection(
                "accrediting",
                "ACCREDITING_CODE",
                Message(N_("Il codice dell’accreditatore è di tre cifre.")),
                Message(N_("È sull’attestato; 000 è la Commissione nazionale.")),
                rule="MISS-1",
            )
        )
    if values.get("credits") is not None and not 0 < values["credits"] <= MOST:
        found.append(
            Objection(
                "credits",
                "CREDITS_OF_EVENT",
                Message(N_("Un evento dà più di zero e al massimo 50 crediti.")),
                Message(N_("Copiare il numero dall’attestato.")),
                rule="CAP-5",
            )
        )
    elif values.get("credits") is not None and values["credits"] * 10 % 1:
        found.append(
            Objection(
                "credits",
                "ONE_DECIMAL",
                Message(N_("I crediti di un evento hanno al massimo un decimale.")),
                Message(N_("Copiare il numero dall’attestato.")),
            )
        )
    if acquired and values.get("start") and acquired < values["start"]:
        found.append(
            Objection(
                "acquired",
                "BEFORE_EVENT",
                Message(N_("I crediti non si acquisiscono prima dell’inizio dell’evento.")),
                Message(N_("Controllare le date sull’attestato.")),
                rule="DATE-1",
            )
        )
    return found


def _provider_first(values: Values, situation: Situation) -> list[Objection]:
    opens = opens_on(values["end"])
    if values["end"].year < DIRECT_YEARS.start:
        return [
            Objection(
                "end",
                "BEFORE_2014",
                Message(
                    N_("I crediti mancanti si possono registrare a mano per gli eventi dal 2014 in poi.")
                ),
                Message(N_("Chiedere all’Ordine se il provider può ancora correggere il rapporto.")),
                rule="MISS-1",
            )
        ]
    if situation.today < opens:
        return [
            Objection(
                "end",
                "PROVIDER_STILL_IN_TIME",
                Message(
                    N_("Il provider ha ancora tempo: la richiesta si apre il %(day)s."),
                    {"day": f"{opens:%d/%m/%Y}"},
                ),
                Message(N_("Salvare la bozza e mettere il promemoria in calendario.")),
                rule="REP-1",
            )
        ]
    if direct(values["end"]):
        return []
    if values.get("contact") == "not_yet":
        return [
            Objection(
                "contact",
                "PROVIDER_FIRST",
                Message(N_("Prima va sollecitato il provider: è lui che invia i crediti.")),
                Message(N_("Copiare il messaggio pronto, inviarlo e tornare qui con la prova dell’invio.")),
                rule="MISS-1",
            )
        ]
    contacted = values.get("contacted")
    if contacted and contacted < values["end"]:
        return [
            Objection(
                "contacted",
                "CONTACT_BEFORE_END",
                Message(N_("Il sollecito deve essere successivo alla fine dell’evento.")),
                Message(N_("Indicare il giorno dell’ultimo messaggio inviato al provider.")),
                rule="MISS-1",
            )
        ]
    return [] if contacted is None else future("contacted", contacted, situation.today)


def proofs(values: Values, situation: Situation) -> tuple[ProofWanted, ...]:
    """The certificate always; what was written to the provider, unless the event is of the direct years."""
    del situation
    certificate = ProofWanted("proof", N_("Attestato di partecipazione"))
    if values.get("end") and direct(values["end"]):
        return (certificate,)
    reminder = ProofWanted(
        "reminder",
        N_("Messaggi scambiati con il provider"),
        hint=N_("Il sollecito inviato e l’eventuale risposta."),
    )
    return (certificate, reminder)


def change(values: Values, situation: Situation) -> Attended:
    """The participation, in the place of the expected one where there is one."""
    details = {
        "provider_name": values["provider_name"],
        "title": values["title"],
        "format": values["format"],
        "starts": values["start"].isoformat(),
        "ends": values["end"].isoformat(),
        "objective": int(values["objective"]),
        "hours": values.get("hours"),
        "practice": values["practice"],
        "recruited": values["recruited"] == "yes",
        "sponsor": values.get("sponsor", ""),
    }
    return Attended(
        provider_code=values["provider_code"],
        event_code=values["event_code"],
        edition=values.get("edition", 1),
        role=values["role"],
        acquired=values["acquired"],
        credits=int(values["credits"] * 100),
        details=details,
        code=situation.expected,
    )


MISSING_CREDITS = Kind(
    name="missing_credits",
    slug="crediti-mancanti",
    family="missing",
    title=N_("Crediti mancanti"),
    lead=N_("Un evento ECM seguito o tenuto che nel registro non si vede, o si vede sbagliato."),
    fields=fields,
    change=change,
    objections=objections,
    proofs=proofs,
    guide="crediti-mancanti",
    needs=(N_("l’attestato di partecipazione"), N_("il sollecito inviato al provider")),
)
