"""A small fictional world to try the product with: an Order, a hospital, a provider, and people with a story.

Nobody here exists; the tax codes have a place of birth that was never given out. The data reach up to the day on which
they are loaded, so that "today" always has something to say.
"""
