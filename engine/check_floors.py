#!/usr/bin/env python3
"""Checks every #include of the engine against the floors in engine/CMakeLists.txt.

An include may only point down. Qt may only be included by app/ and tests/, Beast only by net.
"""

import pathlib
import re
import sys

engine = pathlib.Path(__file__).resolve().parent
table = re.findall(r'"(\d+) ([a-z0-9]+)(?: proof)?"', (engine / "CMakeLists.txt").read_text())
floors = {name: int(floor) for floor, name in table}
include = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
faults = []

for source in sorted(engine.rglob("*.[ch]pp")):
    relative = source.relative_to(engine)
    library = relative.parts[0]
    if "generated" in relative.parts:
        continue
    if library not in floors:
        faults.append(f"engine/{relative}: '{library}' is on no floor")
        continue
    for bracket, target in include.findall(source.read_text()):
        first = target.split("/")[0]
        if bracket == '"':
            if library == "guest" and first == "cases":
                continue  # the test program of the guest runs the cases of tests/
            if first not in floors:
                faults.append(f'engine/{relative}: "{target}" is not of the form library/file.hpp')
            elif first != library and floors[first] >= floors[library]:
                faults.append(
                    f"engine/{relative}: {library} (floor {floors[library]}) includes {target} "
                    f"(floor {floors[first]}); arrows only point down")
        elif re.match(r"Q[A-Z]|Qt", first):
            faults.append(f"engine/{relative}: the engine knows no Qt ({target})")
        elif target.startswith("boost/beast") and library != "net":
            faults.append(f"engine/{relative}: only net includes Beast ({target})")

for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
