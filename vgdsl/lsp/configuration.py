"""The settings that an editor sends: `{"vgdsl": {"profile": "draft", "set": ["light=blue hour"]}}`, or only the inner part.

Knows their form. What is not understood counts as not said: an editor's settings are no scene file, and a server that
refuses to work because of one helps nobody.
"""

from typing import Any

from vgdsl.check.passes import Settings

SECTION = "vgdsl"


def configured(given: Any) -> Settings:
    """What the settings say of the film, as `--profile` and `--set` do."""
    inner = given.get(SECTION, given) if isinstance(given, dict) else None
    if not isinstance(inner, dict):
        return Settings()
    profile, overrides = inner.get("profile"), inner.get("set")
    several = overrides if isinstance(overrides, list) else []
    named = profile if isinstance(profile, str) and profile else None
    return Settings(named, tuple(each for each in several if isinstance(each, str)))
