#!/usr/bin/env python3
"""The code of the system contracts and the hashes of it that the stf pins (engine/stf/SYSTEM.md).

    system_pins.py          compares engine/stf/system_pins.inc with resources/contracts/island
    system_pins.py write    writes it anew, after a change of the contracts
"""
import json
import sys
from pathlib import Path

from blake3 import blake3

ROOT = Path(__file__).resolve().parents[2]
PINS = ROOT / "engine/stf/system_pins.inc"


def pins():
    contracts = []
    for file in (ROOT / "resources/contracts/island").glob("*.json"):
        artifact = json.loads(file.read_text())
        contracts.append((int(artifact["address"], 16), artifact["contract"], bytes.fromhex(artifact["runtime"][2:])))
    lines = ["// Made by tests/vectors/system_pins.py\n"]
    for address, name, code in sorted(contracts):
        digest = blake3(code)
        rows = [", ".join(f"0x{byte:02x}" for byte in digest[i:i + 8]) for i in range(0, 32, 8)]
        lines.append(f"{{small_address({address:#x}),  // {name}\n {{{{{{" + ",\n    ".join(rows) + "}}}},\n")
    return "".join(lines)


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        PINS.write_text(pins())
    elif PINS.read_text() != pins():
        sys.exit(f"{PINS.name} is not about resources/contracts/island; if the contracts should have changed: "
                 "python3 tests/vectors/system_pins.py write")
