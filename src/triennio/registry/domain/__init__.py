"""What the register decides, without a database and without a clock."""
