"""The guide: a short page for each question people ask, with the figures of the rulebooks and one's own numbers."""
