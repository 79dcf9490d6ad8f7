"""Every test that FORGERIES.md names exists. Usage: forgeries.py TESTS_FOLDER PAGE"""

import pathlib
import re
import sys

tests = pathlib.Path(sys.argv[1])
page = pathlib.Path(sys.argv[2]).read_text()

missing = []
named = 0
for line in page.splitlines():
    if not line.startswith("|"):
        continue
    source = None
    for name in re.findall(r"`([^`]+)`", line):
        if name.endswith(".cpp"):
            path = tests / name
            source = path.read_text() if path.exists() else None
            if source is None:
                missing.append(f"{name}: no such file")
            continue
        named += 1
        if source is None:
            missing.append(f"{name}: named before any file")
            continue
        text = re.escape(name)
        is_slot = re.search(rf"void (?:\w+::)?{text}\(\)", source)
        is_case = re.search(rf"CASE\(\w+, {text}\)", source)
        is_row = re.search(rf'"{text}"', source)
        if not (is_slot or is_case or is_row):
            missing.append(f"{name}: no such test in {path.name}")

print("\n".join(missing) or f"{named} tests are there")
sys.exit(1 if missing or named < 100 else 0)
