"""Operations on the register: they parse, call an action or a query, render."""
