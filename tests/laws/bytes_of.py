"""Results as digests, for another process to compare: python -m tests.laws.bytes_of SEED…"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable

from redraft import edit

from .screens import case


def digests(of: Iterable[int]) -> dict[str, str]:
    """The digest of the whole result of each case, timings apart, by its seed."""
    found: dict[str, str] = {}
    for seed in of:
        source, said, options = case(seed)
        result = edit(source, said, **options)
        found[str(seed)] = hashlib.sha256(result.to_json(timings=False)).hexdigest()
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(digests(map(int, sys.argv[1:]))))
