"""A bell: it shortens the worker's wait when there is something to do in the same process. Nothing depends on it."""

from threading import Event

_bell = Event()


def wake() -> None:
    """Ring."""
    _bell.set()


def wait(seconds: float) -> None:
    """Sleep until the bell rings or the time is over."""
    _bell.wait(seconds)
    _bell.clear()
