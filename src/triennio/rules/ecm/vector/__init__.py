"""The position of very many people: the same steps, with the facts normalised on whole arrays.

`headlines` gives for each person and triennio the numbers of a position without its verdicts. What arrays cannot
decide in closed form (an edition against another, a cap that straddles unlike credits) goes row by row, still on
arrays; what depends on the order of a person's own history (moves, unusual register acts) goes through the fold of
one person. Equality with that fold is a property test.
"""
