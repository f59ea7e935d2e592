"""What the tables of the platform hold about people."""

from triennio.platform.classification import Holds, classify

classify(
    "platform",
    {
        Holds.PLAIN: {
            "JournalHead": "sequence digest",
            "JournalEntry": "aggregate sequence at door act organisation commitment previous digest",
            "JournalContent": "salt data",
            "JournalAnchor": "day at heads root",
            "IdempotencyKey": "action key fingerprint answer created",
            "OutboxNews": "topic data created",
            "Delivery": "subscriber done attempts next_attempt fault",
            "Run": (
                "code kind organisation subject state total done fault attempts lease_until created started "
                "finished"
            ),
            "Import": (
                "code kind organisation state fault total rows counts position done created checked applied "
                "ended forgotten"
            ),
            "ImportRow": "number state told",
            "Upload": "code purpose organisation kind size place sealed verdict created delete_after erased",
        },
        Holds.PERSONAL: {
            "JournalEntry": "actor",
            "IdempotencyKey": "actor",
            "Run": "account",
            "Import": "account sha256 head",
            "ImportRow": "payload before faults",
            "Upload": "name sha256",
        },
    },
)
