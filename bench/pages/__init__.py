"""The pages on a whole register, through the product's own middlewares: `make bench ARGS='--pages'`."""
