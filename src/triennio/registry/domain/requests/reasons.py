"""Why a request is refused: a list, so that each no says what to do next. The clerk's own words go in a message."""

from __future__ import annotations

from dataclasses import dataclass

from triennio.kernel.messages import N_
from triennio.registry.domain.requests.kind import Family


@dataclass(frozen=True, slots=True)
class Reason:
    """`families` are those of the requests that may be refused for it; empty: all."""

    code: str
    sentence: str
    next_step: str
    families: tuple[Family, ...] = ()


_ALL = (
    Reason(
        "PROOF_NOT_ENOUGH",
        N_("I documenti inviati non provano quanto dichiarato."),
        N_("Presentare una nuova richiesta con il documento indicato nel messaggio dell’ufficio."),
    ),
    Reason(
        "NOT_ADMITTED",
        N_("Le regole non ammettono questa attività o questo periodo."),
        N_(
            "Leggere la regola indicata; se il caso è particolare, chiedere il parere della Commissione nazionale."
        ),
        ("individual", "absence"),
    ),
    Reason(
        "ALREADY_RECORDED",
        N_("È già nel registro."),
        N_("Controllare la propria posizione: se il dato registrato è sbagliato, scrivere all’ufficio."),
    ),
    Reason(
        "PROVIDER_FIRST",
        N_("Manca la prova che il provider è stato sollecitato."),
        N_("Inviare il messaggio pronto al provider e ripresentare la richiesta con la prova dell’invio."),
        ("missing",),
    ),
    Reason(
        "EVENT_UNKNOWN",
        N_("L’evento non risulta fra quelli dell’ente che lo avrebbe accreditato."),
        N_("Controllare i codici sull’attestato e chiedere chiarimenti al provider."),
        ("missing",),
    ),
    Reason(
        "COMMISSION_NO",
        N_("La Commissione nazionale non ha riconosciuto il caso."),
        N_("La decisione è della Commissione nazionale: l’ufficio può dire come chiederne il riesame."),
        ("absence",),
    ),
    Reason(
        "OTHER_ORDER",
        N_("Su questa richiesta decide un altro Ordine."),
        N_("Presentarla all’Ordine dell’albo di cui si tratta."),
    ),
    Reason(
        "SEE_MESSAGE",
        N_("La spiegazione è nel messaggio dell’ufficio."),
        N_("Leggere il messaggio; si può presentare una nuova richiesta in qualsiasi momento."),
    ),
)
REASONS: dict[str, Reason] = {each.code: each for each in _ALL}


def reasons_for(family: Family) -> list[Reason]:
    """The reasons that may be given to a request of this family, in the order of the list."""
    return [each for each in _ALL if not each.families or family in each.families]
