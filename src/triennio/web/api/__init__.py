"""The root of the API: it gathers the rooms' operations, gives every error one shape, and has a page to read."""
