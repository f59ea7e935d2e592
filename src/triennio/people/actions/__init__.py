"""The only writers of people, one subject a file."""
