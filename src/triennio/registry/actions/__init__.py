"""The only writers of the register, one act a file."""
