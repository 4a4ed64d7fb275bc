"""Every place of a film that names something, and what it names: in values, templates and mentions. Works out no value."""
