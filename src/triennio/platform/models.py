"""Tables of the platform, one file a concept under `tables/`."""

from triennio.platform.tables.imports import Import, ImportRow
from triennio.platform.tables.journal import JournalAnchor, JournalContent, JournalEntry, JournalHead
from triennio.platform.tables.keys import IdempotencyKey
from triennio.platform.tables.outbox import Delivery, OutboxNews
from triennio.platform.tables.runs import Run
from triennio.platform.tables.uploads import Upload

__all__ = [
    "Delivery",
    "IdempotencyKey",
    "Import",
    "ImportRow",
    "JournalAnchor",
    "JournalContent",
    "JournalEntry",
    "JournalHead",
    "OutboxNews",
    "Run",
    "Upload",
]
