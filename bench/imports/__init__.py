"""The import of a whole Order, with somebody else writing meanwhile."""
