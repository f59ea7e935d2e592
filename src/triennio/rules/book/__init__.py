"""The rulebooks: the law as dated, cited data, read and checked once."""

from triennio.rules.book.load import load, load_folder
from triennio.rules.book.model import Book, Params, Rule, RulebookFaults, Source

__all__ = ["Book", "Params", "Rule", "RulebookFaults", "Source", "load", "load_folder"]
