"""What the page of lawyers decides: which years to ask about, the case of the answers, the answer as it is shown."""
