"""Continuing education of the health professions (ECM): the position of one person, explained."""

from triennio.rules.ecm.answer import compensation, position

__all__ = ["compensation", "position"]
