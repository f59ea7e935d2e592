"""The batch shape of lawyers: Arrow tables in, Arrow tables out. Only the batch imports it: pyarrow is heavy."""
