"""Events, plans and diagnostics made readable; decides nothing."""
