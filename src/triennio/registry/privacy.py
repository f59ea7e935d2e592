"""What the tables of the register hold about people."""

from triennio.platform.classification import Holds, classify

classify(
    "registry",
    {
        Holds.PLAIN: {
            "Absence": "code origin created cancelled",
            "CalendarFeed": "created",
            "Dossier": "code type name triennio built created cancelled",
            "DossierObjective": "objective percent",
            "DossierRequest": "code note state asked decided reason",
            "NationalReport": "code provider_code event_code edition accrediting_body sha256 received replaced",
            "Participation": (
                "code provider_code provider_name event_code edition title format event_type objective host_event "
                "accredited hours starts ends origin reported created cancelled"
            ),
            "Fact": "origin created cancelled",
            "Move": "code created",
            "IndividualTraining": "code origin created cancelled",
            "Proof": "code kind created",
            "Expense": "code created",
            "PaidDay": "code",
            "Request": "code kind state step created updated sent decided outcome",
            "RequestStep": "state at",
            "RequestMessage": "code at office read",
            "RequestProof": "role by_body",
            "ProofLink": "created expires used",
        },
        Holds.PERSONAL: {
            "Absence": "nature start end filed",
            "Dossier": "realised",
            "DossierMember": "since until",
            "NationalReport": "signer signature",
            "Participation": "role recruited sponsor practice acquired credits",
            "Fact": "kind data",
            "Move": "to on",
            "IndividualTraining": "kind acquired data description recognised",
            "Proof": "title",
            "Expense": "day kind cents description",
            "PaidDay": "day note",
            "ProofLink": "body",
        },
        Holds.SPECIAL: {
            "Absence": "sealed",
            "Request": "sealed",
            "RequestMessage": "sealed",
        },
        Holds.SECRET: {"CalendarFeed": "token", "ProofLink": "token"},
    },
)
