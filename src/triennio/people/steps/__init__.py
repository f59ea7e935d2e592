"""Parts of actions: they run inside an action's transaction only."""
