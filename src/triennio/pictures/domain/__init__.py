"""The engine's answer in, what a page draws out. No Django, no clock: the day is an argument.

`build` makes every picture of a position; `track` and `compare` those of a participation and of a what-if.
"""

from triennio.pictures.domain.comparison import compare
from triennio.pictures.domain.position import Beside, PositionPictures, build
from triennio.pictures.domain.track import Attendance, Track, due_after, track

__all__ = ["Attendance", "Beside", "PositionPictures", "Track", "build", "compare", "due_after", "track"]
