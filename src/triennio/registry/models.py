"""Tables of the register, one file a concept under `tables/`."""

from triennio.registry.tables.absences import Absence
from triennio.registry.tables.calendar import CalendarFeed
from triennio.registry.tables.dossiers import Dossier, DossierMember, DossierObjective, DossierRequest
from triennio.registry.tables.facts import Fact, Move
from triennio.registry.tables.folder import Expense, PaidDay, Proof
from triennio.registry.tables.individual import IndividualTraining
from triennio.registry.tables.origin import Origin
from triennio.registry.tables.participations import NationalReport, Participation
from triennio.registry.tables.requests import ProofLink, Request, RequestMessage, RequestProof, RequestStep

__all__ = [
    "Absence",
    "CalendarFeed",
    "Dossier",
    "DossierMember",
    "DossierObjective",
    "DossierRequest",
    "Expense",
    "Fact",
    "IndividualTraining",
    "Move",
    "NationalReport",
    "Origin",
    "PaidDay",
    "Participation",
    "Proof",
    "ProofLink",
    "Request",
    "RequestMessage",
    "RequestProof",
    "RequestStep",
]
