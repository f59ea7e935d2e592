"""Tools of the workshop; the product does not import them."""
