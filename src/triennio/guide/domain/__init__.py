"""Pure: what a page says, which figures it shows, how a question finds it, what a position answers."""
