"""The tables of the register. Credits stand in whole hundredths, money in cents, days are days in Rome."""
