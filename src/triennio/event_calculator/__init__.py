"""The page that says how many credits an event gives, and why. Keeps nothing."""
