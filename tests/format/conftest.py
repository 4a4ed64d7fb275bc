"""The modules that make files up and judge them are beside the tests: their table is a command as well."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
