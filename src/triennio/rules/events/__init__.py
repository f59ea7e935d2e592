"""Credits of accredited events: three sets of criteria, every role, exact numbers, each step with its rule."""

from triennio.rules.events.book import load_events
from triennio.rules.events.compute import credits_of
from triennio.rules.events.model import Answer, Event, EventBook, Refusal, Step

__all__ = ["Answer", "Event", "EventBook", "Refusal", "Step", "credits_of", "load_events"]
