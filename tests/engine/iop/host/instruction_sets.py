#!/usr/bin/env python3
"""instruction_sets.py NM OBJECT...: what files compiled for an instruction set may share.

A function that another file defines as well is kept once by the linker, in either's instructions. So each
weak symbol of these objects must carry the instruction set in its name.
"""

import re
import subprocess
import sys

faults = []
for path in sys.argv[2:]:
    symbols = subprocess.run([sys.argv[1], "--defined-only", path], check=True, capture_output=True, text=True)
    for line in symbols.stdout.splitlines():
        kind, name = line.split()[-2:]
        if kind in "WVu" and not re.search(r"12InstructionsE[012]E", name) and "DW.ref" not in name:
            faults.append(f"{path.rsplit('/', 1)[-1]}: {name}")
print("\n".join(faults) or f"{len(sys.argv) - 2} objects share nothing")
sys.exit(1 if faults or len(sys.argv) < 5 else 0)
