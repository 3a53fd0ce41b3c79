"""``redraft schema``: the published shapes of plans and results.

May import: serialize.
"""

from __future__ import annotations

import json
from typing import Literal

from redraft.cli.ending import DONE
from redraft.serialize.schemas import plan_schema, result_schema


def schema(name: Literal["plan", "result"], /) -> int:
    """Print the JSON Schema (2020-12) of plans or of results.

    For example:

      redraft schema plan
      redraft schema result > result.schema.json

    Parameters
    ----------
    name
        Which of the two.
    """
    published = plan_schema() if name == "plan" else result_schema()
    print(json.dumps(published, indent=2, ensure_ascii=False))
    return DONE
