#!/usr/bin/env python3
"""Carries the published numbers of ethereum/soundcalc over into soundcalc.json.

soundcalc_import.py FOLDER COMMIT DATE: reads the parameters (soundcalc/zkvms/*/*.toml) and the tables
(reports/*.md) of a checkout; none of its code. The engine's test computes every cell anew.
"""

import json
import pathlib
import sys
import tomllib

SYSTEMS = {
    "sp1": "sp1",
    "openvm": "openvm",
    "openvm2": "openvm2",
    "zisk": "zisk",
    "airbender": "airbender",
    "pico": "pico",
    "dummy_whir": "dummywhir",
}
# What only their size estimates or their texts read.
UNUSED = {
    "name", "group", "blowup_factor", "num_columns", "num_columns_fixed", "num_columns_witness", "proof_size",
    "udr_only", "multilinear_zerocheck", "max_combo", "fri_early_stop_degree", "explicit_m",
}


def report_tables(path):
    """Circuit name (or "") -> regime -> column -> cell as printed."""
    tables, circuit, header = {}, "", None
    for line in path.read_text().splitlines():
        if line.startswith("## "):
            circuit, header = line[3:].strip(), None
        if not line.startswith("|"):
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] == "regime":
            header = cells
        elif header and cells[0] in ("UDR", "JBR"):
            tables.setdefault(circuit, {})[cells[0]] = dict(zip(header[1:], cells[1:]))
    return tables


def main():
    root, commit, date = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    circuits = []
    for folder, report in SYSTEMS.items():
        config = tomllib.loads((root / "soundcalc/zkvms" / folder / f"{folder}.toml").read_text())
        tables = report_tables(root / "reports" / f"{report}.md")
        field, degree = config["zkevm"]["field"].split("^")
        for section in config["circuits"]:
            table = tables.get(section["name"]) or tables[""]
            entry = {
                "system": folder,
                "circuit": section["name"],
                "family": config["zkevm"]["protocol_family"],
                "field": field,
                "degree": int(degree),
                "parameters": {k: v for k, v in section.items() if k not in UNUSED and k != "lookups"},
                "lookups": section.get("lookups", []),
                "table": table,
            }
            if "gap_to_radius" in section:
                entry["parameters"]["gap_to_radius"] = f"{section['gap_to_radius']:.18f}"
            if "explicit_m" in section:
                entry["parameters"]["multiplicity"] = section["explicit_m"]
            if "swirl" in config:
                entry["parameters"] |= config["swirl"]
            circuits.append(entry)
    out = pathlib.Path(__file__).parent / "soundcalc.json"
    source = {"repository": "ethereum/soundcalc", "commit": commit, "date": date}
    rows = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in circuits)
    out.write_text('{"source":' + json.dumps(source) + ',\n"circuits":[\n' + rows + "\n]}\n")
    print(f"{len(circuits)} circuits, {sum(len(r) for e in circuits for r in e['table'].values())} cells")


main()
