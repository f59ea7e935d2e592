"""Arrays come and go by the hundred: memory given back to the system each time must be asked for again, by page."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

LARGE = 31 << 20
"""Just under the largest block (32 MiB) from which glibc learns how much to keep."""


@lru_cache(maxsize=1)
def keep_freed_memory() -> None:
    """Once a process, before work on arrays: the allocator keeps what is freed, up to twice `LARGE`.

    glibc raises its thresholds when a large block is freed (mallopt(3), M_MMAP_THRESHOLD). Untouched, the block takes
    no memory; other allocators do not mind. Results never depend on it.
    """
    np.empty(LARGE, dtype=np.uint8)
