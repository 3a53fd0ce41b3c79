"""The page of settings: of a service, of documents, and of the environment.

May import: service, document.
"""

from __future__ import annotations

import msgspec

from redraft.cli.reference.paper import code, noted, table, text
from redraft.cli.reference.tables import page
from redraft.document.blueprint import Limits
from redraft.service.settings import LIMITS, Settings


def settings() -> str:
    """Every setting, limit and environment variable."""
    notes = noted(Settings)
    usual = Settings()
    rows = [
        (code(f.name), notes.get(f.name, ""), code(getattr(usual, f.name)))
        for f in msgspec.structs.fields(Settings)
        if f.name != "limits"
    ]
    library = Limits()
    limits = [
        (code(name.removesuffix("_max")), f"{getattr(library, name):,}", f"{getattr(LIMITS, name):,}")
        for name in Limits._fields
    ]  # fmt: skip
    lines = [
        "# Settings",
        "",
        "## Of a service",
        "",
        "The flags of `redraft serve` and `redraft mcp` ([command line](cli.md#redraft-serve)) set them; from Python it is",
        "`redraft.service.settings.Settings`.",
        "",
        *table(("setting", "", "usual"), rows),
        "## Limits of a document",
        "",
        "`--limits NAME=NUMBER`, or `redraft.Limits`.",
        "",
        *table(("limit", "library, command line", "service"), limits),
        "## Environment",
        "",
        *table(("variable", ""), [(code(k), v) for k, v in variables().items()]),
        "OpenTelemetry's own variables say where traces go ([service](../service.md)).",
    ]
    return page(lines)


def variables() -> dict[str, str]:
    """The environment variables that are looked at."""
    lines = (line.partition(" | ") for line in text("variables.txt").splitlines())
    return {name: said for name, _, said in lines}
