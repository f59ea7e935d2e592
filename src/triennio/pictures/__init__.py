"""The pictures of a position, for every page that shows one: `domain/` computes what is drawn, templates draw it."""
