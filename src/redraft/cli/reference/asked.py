"""The pages of the HTTP service and of the tools for agents, from their tables.

May import: service, agents.
"""

from __future__ import annotations

import json
from typing import Any

from redraft.agents.schemas import schema_of
from redraft.agents.tools import TOOLS
from redraft.cli.reference.paper import code, fields, table
from redraft.cli.reference.tables import page
from redraft.service.describing import description
from redraft.service.operations import OPERATIONS


def http() -> str:
    """Every route: who may, what is sent, what comes back."""
    said = description()
    rows = [
        (f"[`{o.method.upper()} {o.path}`](#{o.name})", o.says, code(o.scope or ""))
        for o in OPERATIONS
    ]
    lines = [
        "# HTTP",
        "",
        "The routes of `redraft serve`, as `/openapi.json` describes them; [service](../service.md) is the guide.",
        "",
        *table(("route", "", "scope"), rows),
    ]
    for o in OPERATIONS:
        lines += _operation(o.name, said["paths"][o.path][o.method], f"{o.method.upper()} {o.path}")
    lines += ["## Types", ""]
    for name, schema in sorted(said["components"]["schemas"].items()):
        lines += [f"### {name}", "", *_about(schema)]
    return page(lines)


def tools() -> str:
    """Every tool: what it takes and gives."""
    lines = ["# MCP", "", "The tools of `redraft mcp`; [mcp](../mcp.md) is the guide.", ""]
    for tool in TOOLS:
        lines += [f"## {tool.name}", "", tool.says, "", f"Scope `{tool.scope}`. Takes:", ""]
        taken, given = schema_of(tool.request), schema_of(tool.answer)
        lines += [*fields(taken), "Gives:", "", *fields(given)]
    return page(lines)


def _operation(name: str, said: dict[str, Any], route: str) -> list[str]:
    lines = [f"## {name}", "", f"`{route}`: {said['summary'][0].lower()}{said['summary'][1:]}. {said.get('description', '')}".rstrip(), ""]  # fmt: skip
    rows = [
        (code(p["name"]), p["in"], p["description"], "needed" if p.get("required") else "")
        for p in said.get("parameters", ())
    ]
    lines += table(("parameter", "in", "", ""), rows) if rows else []
    body = said.get("requestBody", {}).get("content", {}).get("application/json")
    if body is not None:
        lines += [f"Body: {_linked(body['schema'])}.", ""]
        for example in body.get("examples", {}).values():
            lines += ["```json", json.dumps(example["value"], ensure_ascii=False), "```", ""]
    answers = []
    for status, answer in said["responses"].items():
        content = answer.get("content", {})
        kinds = ", ".join(
            _linked(one["schema"]) if "$ref" in one.get("schema", {}) else code(kind)
            for kind, one in content.items()
        )
        answers.append((status, answer["description"], kinds))
    return [*lines, *table(("status", "", "answer"), answers)]


def _linked(schema: dict[str, Any]) -> str:
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    return f"[{name}](#{name.lower()})" if name else code(schema.get("type", ""))


def _about(schema: dict[str, Any]) -> list[str]:
    said = schema.get("description")
    return [*([" ".join(str(said).split()), ""] if said else []), *fields(schema)]
