"""vgdsl: scene files for AI video, and the runner that makes films of them."""

__version__ = "0.1.0"
