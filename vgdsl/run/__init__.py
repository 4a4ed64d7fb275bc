"""From a plan to artifacts: events, state, scheduling (pure), and the journal, the store and the runner (effects)."""
