"""The pages of properties, steps and rules.

May import: document, plan, verify, decompose, engine.
"""

from __future__ import annotations

import inspect
import json
from typing import Any, Final, get_args

import msgspec

from redraft import engine
from redraft.cli.reference.paper import cell, code, fields, table, text, told
from redraft.decompose.handbook import Shown, examples
from redraft.diagnostics import CODES
from redraft.document.properties import PROPERTIES, SCREEN
from redraft.language import english
from redraft.plan.steps import STRUCTURAL, Step
from redraft.serialize.schemas import plan_schema
from redraft.verify.policy import ADJUSTMENTS
from redraft.verify.rules import RULES

_WORDS_MAX: Final = 5


def properties() -> str:
    """The property table: what can be changed, where it is stored, and how it is called."""
    language = english()
    shown = Shown(examples(language))
    words: dict[str, list[str]] = {}
    for entry in language.entries:
        if entry.category == "property":
            words.setdefault(entry.meaning, []).append(entry.phrase)
    rows = [
        (
            f"**{row.name}**",
            row.kind,
            ", ".join([code(f"bbox[{row.slot}]")] * (row.slot is not None) + [code(s) for s in row.spellings]),
            _range(row.low, row.high),
            ", ".join(words.get(row.name, ())[:_WORDS_MAX]),
            shown.of("property", row.name),
        )
        for row in PROPERTIES.values()
    ]  # fmt: skip
    lines = [
        "# Properties",
        "",
        "What an edit can change. A component keeps the spelling that it has; the first is written where it has none.",
        "",
        *table(("property", "kind", "stored as", "range", "said as", "for example"), rows),
        "Of the screen, in `tokens`:",
        "",
        *table(("property", "token"), [(f"**{name}**", code(key)) for name, key in SCREEN.items()]),
    ]
    return page(lines)


def steps() -> str:
    """The steps of a plan, each with its fields and one that was read from a command."""
    kinds = {str(msgspec.json.schema(kind)["$defs"][kind.__name__]["properties"]["do"]["enum"][0]): kind for kind in get_args(Step)}  # fmt: skip
    commands = told("steps.txt", ":", kinds)
    schemas = plan_schema()["$defs"]
    blueprint = json.loads(text("page.json"))
    lines = [
        "# Steps",
        "",
        "What plans are made of; `redraft schema plan` prints the whole schema, `redraft apply` carries a plan out.",
        "Each example is what the command above it was read as. `span` is where its words stand in the command.",
        "",
    ]
    for tag, kind in kinds.items():
        plan = engine.preview(blueprint, commands[tag], structural=True).plan
        done = plan.clauses[0].steps[0] if plan and plan.clauses else None
        if not isinstance(done, kind):
            raise LookupError(f"steps.txt: “{commands[tag]}” is no {tag}")
        schema = dict(schemas[kind.__name__])
        schema["properties"] = {
            name: _selector(one)
            for name, one in schema["properties"].items()
            if name not in ("do", "span", "when")
        }
        needs = ["Needs `structural`.", ""] if issubclass(kind, STRUCTURAL) else []
        lines += [f"## {tag}", "", inspect.getdoc(kind) or "", "", *needs, *fields(schema)]
        wire = json.dumps(msgspec.to_builtins(done), ensure_ascii=False)
        lines += [f"“{commands[tag]}”", "", "```json", wire, "```", ""]
    return page(lines)


def rules() -> str:
    """The rules that a blueprint is held to."""
    sources = told("rules.txt", "|", [rule.name for rule in RULES])
    rows = []
    for rule in RULES:
        strict = "error under `strict`" if rule.code in ADJUSTMENTS else ""
        link = f"[`{rule.code}`](codes.md#{rule.code.replace('.', '')})"
        rows.append((f"**{rule.name}**", link, CODES[rule.code], rule.scope, sources[rule.name], strict))  # fmt: skip
    lines = [
        "# Rules",
        "",
        "What `redraft check` holds a blueprint to, and every edit to what it changed. Each code has an example that breaks it.",
        "Under the policy `strict` every warning is an error too.",
        "",
        *table(("rule", "code", "what is found", "looks at", "source", ""), rows),
    ]
    return page(lines)


def page(lines: list[str]) -> str:
    """The lines of a page, and who made it."""
    made = "Made by `redraft reference`; edit the tables and text files that it is made from."
    return "\n".join([lines[0], "", made, *lines[1:]]).rstrip("\n") + "\n"


def _range(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return ""
    return cell(f"{'' if low is None else f'{low:g}'} … {'' if high is None else f'{high:g}'}")


def _selector(one: dict[str, Any]) -> dict[str, Any]:
    """Descriptions and values have many forms; which, the schema says."""
    many = [part for part in one.get("anyOf", ()) if "$ref" in part]
    if "discriminator" not in one and len(many) < 3:
        return one
    said = "value" if any(part["$ref"].endswith("Literally") for part in many) else "selector"
    nothing = [{"type": "null"}] if {"type": "null"} in one["anyOf"] else []
    rest = {key: value for key, value in one.items() if key not in ("anyOf", "discriminator")}
    return {**rest, "anyOf": [{"type": said}, *nothing]}
