"""The position of very many people: the same steps, with the facts normalised on whole arrays.

`headlines` gives for each person and triennio the numbers of a position without its verdicts. What arrays cannot
decide in closed form (a cap that straddles unlike credits, editions, roles and hosts that compete) is looked at for
the rows concerned, side by side; absences that touch each other or have unusual measures go through the normaliser of
one person, moves whose admission depends on amounts through the fold of one. Equality with that fold is a property
test.
"""
