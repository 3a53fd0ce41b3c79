"""Whoever lets go of a document and of what was done to it has the memory back at once."""

from __future__ import annotations

import gc

from redraft import edit
from redraft.measuring.workloads import COMMANDS, page
from redraft.serialize import read


def edited() -> None:
    document = read(page(100))
    for said in COMMANDS:
        result = edit(document, said)
        assert result.ok and result.changes_applied and result.to_json()
        document = result.after


def test_documents_versions_and_results_are_in_no_ring() -> None:
    edited()
    gc.collect()
    gc.disable()
    try:
        edited()

        assert gc.collect() == 0
    finally:
        gc.enable()
