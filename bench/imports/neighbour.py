"""Writes one small row every 20 ms until it is ended, and notes how many milliseconds it waited for the lock.

On SQLite `atomic` begins by taking the lock. The commit is left out: it may copy pages back, and nobody waits for that.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def main(log: str) -> None:
    """Until somebody ends the process."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "triennio.settings"
    import django

    django.setup()
    from django.db import transaction

    from triennio.people.models import Organisation

    one = Organisation.objects.order_by("pk").values_list("pk", flat=True)[0]
    with Path(log).open("w", buffering=1) as out:
        while True:
            start = time.perf_counter()
            with transaction.atomic():
                waited = 1000 * (time.perf_counter() - start)
                Organisation.objects.filter(pk=one).update(support_email="prova@prova.example")
            out.write(f"{waited:.2f}\n")
            time.sleep(0.02)


if __name__ == "__main__":
    main(sys.argv[1])
