"""Design tags."""
