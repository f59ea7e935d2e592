"""Commands of the rules: `position`, `explain`, `rules`. They read files, ask the library, and write the answer."""

from triennio.rules_cli.parsers import register

__all__ = ["register"]
