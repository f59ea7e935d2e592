"""Clinical trials not run by a provider, approved by an ethics committee (IND-TRIAL; before 2017 IND-TRIALo)."""

from __future__ import annotations

from datetime import date

from triennio.kernel.intervals import add_months
from triennio.kernel.messages import N_, Message
from triennio.registry.domain.requests.changes import Training
from triennio.registry.domain.requests.fields import YES_NO, Field, Values
from triennio.registry.domain.requests.kind import Kind, Objection, ProofWanted, Situation, future, ordered


def fields(situation: Situation) -> tuple[Field, ...]:
    """The trial, its approval, its length."""
    del situation
    return (
        Field("title", "text", N_("Titolo della sperimentazione")),
        Field("protocol", "text", N_("Codice del protocollo"), required=False, limit=60),
        Field("committee", "text", N_("Comitato etico che l’ha approvata")),
        Field("approved", "day", N_("Data dell’approvazione")),
        Field(
            "named",
            "choice",
            N_("Il proprio nome è fra gli sperimentatori indicati nel protocollo?"),
            choices=YES_NO,
        ),
        Field(
            "provider",
            "choice",
            N_("È un evento di ricerca organizzato da un provider ECM?"),
            choices=YES_NO,
        ),
        Field("start", "day", N_("Inizio")),
        Field("end", "day", N_("Fine"), N_("La durata decide i crediti, questo giorno il triennio.")),
    )


def months(start: date, end: date) -> int:
    """Months of a trial; a month begun counts as one."""
    count = 1
    while add_months(start, count) <= end:
        count += 1
    return count


def objections(values: Values, situation: Situation) -> list[Objection]:
    """Named in the protocol, not an accredited event, over."""
    found = ordered(values)
    if "end" in values:
        found += future("end", values["end"], situation.today)
    if "approved" in values and "start" in values and values["approved"] > values["start"]:
        found.append(
            Objection(
                "approved",
                "APPROVED_AFTER_START",
                Message(N_("L’approvazione viene dopo l’inizio.")),
                Message(N_("Controllare le date: la sperimentazione comincia quando è approvata.")),
                rule="IND-TRIAL",
            )
        )
    if values.get("named") == "no":
        found.append(
            Objection(
                "named",
                "NOT_NAMED",
                Message(N_("I crediti vanno agli sperimentatori indicati nel protocollo approvato.")),
                Message(N_("Chiedere al comitato etico se esiste un emendamento con il nome.")),
                rule="IND-TRIAL",
            )
        )
    if values.get("provider") == "yes":
        found.append(
            Objection(
                "provider",
                "PROVIDER_EVENT",
                Message(N_("La ricerca organizzata da un provider dà i crediti di quell’evento.")),
                Message(N_("Se nel registro non si vede, chiedere i crediti mancanti.")),
                rule="IND-TRIAL",
            )
        )
    return found


def change(values: Values, situation: Situation) -> Training:
    """Months from the first day to the last, acquired on the last."""
    del situation
    told = ("title", "protocol", "committee")
    described = {name: values[name] for name in told if name in values}
    described["approved"] = values["approved"].isoformat()
    return Training("trial", values["end"], {"months": months(values["start"], values["end"])}, described)


TRIAL = Kind(
    name="trial",
    slug="sperimentazione",
    family="individual",
    title=N_("Sperimentazione clinica"),
    lead=N_("Una sperimentazione approvata dal comitato etico, non organizzata da un provider."),
    fields=fields,
    change=change,
    objections=objections,
    proofs=lambda values, situation: (ProofWanted("proof", N_("Approvazione del comitato etico")),),
    guide="sperimentazioni",
    needs=(N_("l’approvazione del comitato etico"), N_("le date di inizio e fine")),
)
