"""The engine's answer in, what a page draws out. No Django, no clock: the day is an argument.

`build` makes every picture of a position; `track` and `compare` those of a participation and of a what-if.
"""

from triennio.pictures.domain.comparison import compare
from triennio.pictures.domain.deadlines import Deadline
from triennio.pictures.domain.pace import Pace
from triennio.pictures.domain.position import Beside, PositionPictures, build, verdict_of
from triennio.pictures.domain.track import Attendance, Track, due_after, track
from triennio.pictures.domain.verdict import Verdict

__all__ = [
    "Attendance",
    "Beside",
    "Deadline",
    "Pace",
    "PositionPictures",
    "Track",
    "Verdict",
    "build",
    "compare",
    "due_after",
    "track",
    "verdict_of",
]
