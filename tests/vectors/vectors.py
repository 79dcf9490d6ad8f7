#!/usr/bin/env python3
"""Test vectors of the formats, computed from the pages alone; shares no code with the engine.

vectors.py check   compares the JSON files here, and what the pages quote of them, with what it computes
vectors.py write   writes both
"""

import json
import pathlib
import re
import sys

import blake3
import field_vectors
import interop_vectors
import keccak
import l1_vectors
import precompile_vectors
import soundness_vectors
import state_vectors
import stf_vectors

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SETS = {"interop.json": interop_vectors, "l1.json": l1_vectors, "precompiles.json": precompile_vectors,
        "state.json": state_vectors, "stf.json": stf_vectors}
TEXTS = {"field.inc": field_vectors, "soundness.inc": soundness_vectors}  # for tests that read no files


def self_test():
    """The hashes against values published with them."""
    assert keccak.keccak256(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    assert blake3.blake3(b"").hex() == "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"
    published = ROOT.parent / "shared" / "conformance" / "blake3" / "test_vectors.json"
    if not published.exists():
        return
    for case in json.loads(published.read_text())["cases"]:
        length = case["input_len"]
        if length <= 8192:
            data = bytes(i % 251 for i in range(length))
            assert blake3.blake3(data).hex() == case["hash"][:64], f"BLAKE3 of {length} bytes"


def quotes(page_text, label):
    """Where a page says "label = …", in a block of vectors."""
    return re.search(rf"^{re.escape(label)} += (\S*)$", page_text, re.MULTILINE)


def main(command):
    self_test()
    wrong = []
    for name, module in SETS.items():
        vectors = module.vectors()
        text = json.dumps(vectors, indent=1, ensure_ascii=False) + "\n"
        file = HERE / name
        if command == "write":
            file.write_text(text)
        elif not file.exists() or json.loads(file.read_text()) != vectors:
            wrong.append(f"{name} is not what the pages give")
        for page, label, path in module.QUOTED:
            value = vectors
            for step in path:
                value = value[step]
            page_file = ROOT / page
            page_text = page_file.read_text()
            found = quotes(page_text, label)
            if found is None:
                wrong.append(f"{page} does not quote: {label}")
            elif command == "write":
                page_file.write_text(page_text[:found.start(1)] + value + page_text[found.end(1):])
            elif found.group(1) != value:
                wrong.append(f"{page}: {label} is {value}")
    for name, module in TEXTS.items():
        file = HERE / name
        text = module.text()
        if command == "write":
            file.write_text(text)
        elif not file.exists() or file.read_text() != text:
            wrong.append(f"{name} is not what {module.__name__} computes")
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[1:] not in (["check"], ["write"]):
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(sys.argv[1]))
