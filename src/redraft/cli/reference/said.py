"""The page of codes: what each means, what to do, and an example that gives it.

May import: diagnostics, service.
"""

from __future__ import annotations

from typing import Final

from redraft.cli.reference.paper import code, table, text, told
from redraft.cli.reference.tables import page
from redraft.diagnostics import CODES
from redraft.service.problems import CODES as PROBLEMS

_STORE: Final = {
    "edit twice": [
        ">>> head = store.create(PAGE)",
        '>>> asked = Asked(head.id, "make the title red", expected=1)',
        ">>> _ = Desk(store).edit(asked)",
        ">>> refused(lambda: Desk(store).edit(asked))",
    ],
    "undo": ['>>> refused(lambda: Desk(store).take_back(TakeBack("undo", store.create(PAGE).id)))'],
    "missing": ['>>> refused(lambda: store.head("0" * 26))'],
}  # fmt: skip


def codes() -> str:
    """Every code, with an example that the tests run."""
    parts = [part.split("\n") for part in f"\n{text('codes.txt')}".split("\n[")[1:]]
    known = {part[0].rstrip("]"): part[1:] for part in parts}
    apart = set(known) ^ set(CODES)
    if apart:
        raise LookupError(f"codes.txt and the code do not agree on: {', '.join(sorted(apart))}")
    lines = [
        "# Codes",
        "",
        "A code keeps its meaning for ever. What is shown here is run by the tests.",
        "",
        "```python",
        ">>> import json, redraft",
        ">>> from redraft.store import Asked, Desk, Store, TakeBack",
        '>>> store = Store("codes.db")',
        f">>> PAGE = {text('page.json').rstrip()}".replace("\n", "\n... "),
        ">>> def codes(diagnostics):",
        "...     return [found.code for found in diagnostics]",
        ">>> def refused(run):",
        "...     try:",
        "...         run()",
        "...     except redraft.RedraftError as error:",
        "...         return error.code",
        "",
        "```",
        "",
        "## Of diagnostics",
        "",
    ]
    for name, meaning in CODES.items():
        body = [line for line in known[name] if line]
        said = [line for line in body if line[0] not in "!>"]
        lines += [f"### {name}", "", f"{meaning[0].upper()}{meaning[1:]}.", *said, ""]
        for line in body:
            if line.startswith("!"):
                lines += [f"No example here: {line[1:].strip()}.", ""]
            elif line.startswith(">"):
                lines += ["```python", *_example(name, line[1:].strip()), "", "```", ""]
    does = told("problems.txt", ":", PROBLEMS)
    rows = [
        (code(name), str(status), meaning, does[name])
        for name, (status, meaning) in PROBLEMS.items()
    ]
    lines += [
        "## Of the service",
        "",
        "In [problem details](../service.md#what-it-says-no-with), beside those above.",
        "",
        *table(("code", "status", "what it says", "what to do"), rows),
    ]
    return page(lines)


def _example(name: str, said: str) -> list[str]:
    kind, _, what = said.partition(" ")
    what, _, options = what.partition(" | ")
    more = "".join(
        f", {k}={v if v.isdecimal() else repr(v)}"
        for k, v in (option.split("=") for option in options.split() if option)
    )
    shown = repr(what)
    has = f"{name!r} in codes"
    match kind:
        case "edit":
            return [f">>> {has}(redraft.edit(PAGE, {shown}{more}).diagnostics)", "True"]
        case "check":
            return [f">>> {has}(redraft.check({what}))", "True"]
        case "plan":
            plan = f'{{"clauses": [{{"text": "", "span": [0, 0], "steps": [{what}]}}]}}'
            return [f">>> {has}(redraft.apply(PAGE, {plan!r}).diagnostics)", "True"]
        case "batch":
            jobs = [one.strip() for one in what.split(";")]
            return [f">>> (first, second) = redraft.batch([PAGE], {jobs!r})", f">>> {has}(second.diagnostics)", "True"]  # fmt: skip
        case "screens":
            return [f'>>> outcomes = list(redraft.batch([PAGE, {{**PAGE, "screen_id": "checkout"}}], {shown}))', f">>> {has}(outcomes[0].diagnostics)", "True"]  # fmt: skip
        case "jobs":
            return [">>> from pathlib import Path", f'>>> _ = Path("jobs.jsonl").write_text({shown})', '>>> (outcome,) = redraft.batch("jobs.jsonl")', f">>> {has}(outcome.diagnostics)", "True"]  # fmt: skip
        case "raises":
            limits = f"limits=redraft.Limits({more.removeprefix(', ')})" if more else ""
            return [
                f">>> refused(lambda: redraft.check({what}{', ' if limits else ''}{limits}))",
                repr(name),
            ]
        case _:
            return [*_STORE[what], repr(name)]
