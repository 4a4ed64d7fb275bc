"""Holds the SARIF log of every page's mistake against the standard's schema, which is not ours to ship.

python tests/report/sarif_schema.py sarif-2.1.0-rtm.5.json    # as in the npm package @microsoft/jest-sarif
"""

import json
import sys
from pathlib import Path

import jsonschema_rs

from vgdsl.report.explain.example import checked
from vgdsl.report.explain.page import page, written
from vgdsl.report.finding import once
from vgdsl.report.sarif import sarif

schema = Path(sys.argv[1]).read_text(encoding="utf-8").replace("{2}]?$", "{2}$")  # its one bracket too many
valid = jsonschema_rs.validator_for(json.loads(schema))
films = [(f"{code}.vg", checked(page(code).wrong).diagnostics) for code in written()]
logs = [sarif(once([film]), str) for film in films] + [sarif(once(films), str)]
for log in logs:
    valid.validate(log)
sys.stdout.write(f"{len(logs)} logs are valid\n")
