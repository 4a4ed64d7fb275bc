"""When requests may be sent and sent again: limits, windows, rhythms of asking and of repeating. Pure but for waiting."""
