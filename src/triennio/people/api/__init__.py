"""Operations on people: they parse, call an action or a query, render."""
