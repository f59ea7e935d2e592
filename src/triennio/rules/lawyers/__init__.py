"""Continuing education of lawyers (CNF): the position of one lawyer, explained."""

from triennio.rules.lawyers.answer import position

__all__ = ["position"]
