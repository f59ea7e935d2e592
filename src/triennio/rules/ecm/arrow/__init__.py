"""The batch shape of the same facts: Arrow tables in, Arrow tables out. Only the batch imports it: pyarrow is heavy."""
