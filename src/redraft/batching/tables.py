"""Job lists and outcomes as Parquet, row group by row group: no table is ever whole in memory.

A job list has the columns of a job (`Job`): ``command``, and ``blueprint`` (a name, a URL or JSON
text), ``document``, ``id``, ``selection`` as far as it needs them; other columns are nobody's
business here. Needs the extra ``parquet``.

May import: diagnostics, batching.jobs, batching.planning, batching.storage.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain
from typing import Any, Final

import msgspec

from redraft.batching.jobs import Job, Outcome
from redraft.batching.planning import Bad, bad, job_of
from redraft.batching.storage import Place, Refused, missing

ENDING: Final = ".parquet"
#: rows that are read or written at once
_ROWS: Final = 1_024
_COLUMNS: Final = tuple(field.name for field in msgspec.structs.fields(Job))


def jobs_in(place: Place) -> Iterator[Any]:
    """The jobs of a table, a row a job; what is none is told with its number as in JSON Lines.

    Raises Refused where it is no such table, OSError where it cannot be read.
    """
    arrow, parquet = _arrow(str(place))
    with place.open("rb") as file:
        try:
            table = parquet.ParquetFile(file)
            columns = [name for name in table.schema_arrow.names if name in _COLUMNS]
        except arrow.ArrowException as error:
            raise Refused(f"{place} is no Parquet: {error}") from None
        types = dict(zip(table.schema_arrow.names, table.schema_arrow.types, strict=True))
        if "blueprint" in columns and arrow.types.is_nested(types["blueprint"]):
            raise Refused(f"{place}: the column “blueprint” has names, URLs or JSON as text")
        if "command" not in columns:
            raise Refused(f"{place} has no column “command”; a job has {', '.join(_COLUMNS)}")
        chunks = table.iter_batches(batch_size=_ROWS, columns=columns)
        rows = chain.from_iterable(chunk.to_pylist() for chunk in chunks)
        for number, row in enumerate(rows, 1):
            job = job_of({name: value for name, value in row.items() if value is not None})
            yield bad(f"row {number}: {job.diagnostic.message}") if isinstance(job, Bad) else job


class OutcomeTable:
    """Writes outcomes as rows, in the order in which they come. Close it: the end says what there is."""

    def __init__(self, file: Any, name: str) -> None:
        arrow, parquet = _arrow(name)
        text, texts = arrow.string(), arrow.list_(arrow.string())
        finding = arrow.struct(
            [("code", text), ("severity", text), ("message", text), ("suggestions", texts)]
        )
        self._schema = arrow.schema(
            [
                ("job", arrow.int64()),
                ("id", text),
                ("document", text),
                ("command", text),
                ("status", text),
                ("applied", arrow.bool_()),
                ("undone_by", arrow.int64()),
                ("changes", texts),
                ("diagnostics", arrow.list_(finding)),
                ("result", text),
            ]
        )
        self._arrow = arrow
        self._open = ExitStack()
        self._writer = self._open.enter_context(parquet.ParquetWriter(file, self._schema))
        self._rows: list[dict[str, Any]] = []

    def write(self, outcome: Outcome) -> None:
        """Add an outcome."""
        self._rows.append(
            {
                "job": outcome.job,
                "id": None if outcome.id is None else str(outcome.id),
                "document": outcome.document,
                "command": outcome.command,
                "status": outcome.status,
                "applied": outcome.applied,
                "undone_by": outcome.undone_by,
                "changes": list(outcome.changes),
                "diagnostics": [
                    {
                        "code": found.code,
                        "severity": found.severity,
                        "message": found.message,
                        "suggestions": list(found.suggestions),
                    }
                    for found in outcome.diagnostics
                ],
                "result": outcome.result.decode() or None,
            }
        )
        if len(self._rows) >= _ROWS:
            self._flush()

    def _flush(self) -> None:
        rows = self._arrow.RecordBatch.from_pylist(self._rows, schema=self._schema)
        self._writer.write_batch(rows)
        self._rows = []

    def close(self) -> None:
        """Write what is left and the end."""
        if self._rows:
            self._flush()
        self._open.close()


def _arrow(name: str) -> tuple[Any, Any]:
    try:
        # compiled and large: only who has tables loads it
        import pyarrow  # type: ignore[import-untyped]
        import pyarrow.parquet  # type: ignore[import-untyped]
    except ImportError:
        raise missing("parquet", name) from None
    return pyarrow, pyarrow.parquet
