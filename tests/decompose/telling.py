"""Steps in one short line each, so that a person can read what a command was read as."""

from __future__ import annotations

from redraft.plan.steps import (
    ColourWord,
    Condition,
    Gradient,
    Like,
    Literally,
    Step,
    TokenValue,
    Value,
)
from redraft.select.selectors import (
    Both,
    Either,
    Everything,
    Except,
    Fitting,
    Ids,
    Look,
    Named,
    Pick,
    Reference,
    Related,
    Screen,
    Selector,
    Union,
    Where,
)


def step_told(step: Step) -> str:
    """ "set colour of [red buttons] to blue" and the like: the step's kind, then its fields."""
    kind = step.__struct_config__.tag
    said = [
        f"{name} {field_told(getattr(step, name))}"
        for name in step.__struct_fields__
        if keeps(step, name)
    ]
    return " ".join([str(kind), *said])


def keeps(step: Step, name: str) -> bool:
    defaults = dict(zip(step.__struct_fields__[::-1], step.__struct_defaults__[::-1], strict=False))
    return name != "span" and getattr(step, name) != defaults.get(name, "?")


def field_told(value: object) -> str:
    if isinstance(value, (Literally, ColourWord, TokenValue, Like, Gradient)):
        return value_told(value)
    if isinstance(value, tuple) and any(isinstance(v, Condition) for v in value):
        return " and ".join(map(condition_told, value))
    if isinstance(value, tuple):
        return "+".join(str(v) for v in value)
    if isinstance(value, (str, int, float, bool, dict)):
        return str(value)
    return f"[{told(value)}]"  # type: ignore[arg-type]


def condition_told(asked: Condition) -> str:
    """ "[it | dark]", "not any [footer]": what has to hold."""
    said = "" if asked.subject is None else f"[{told(asked.subject)}] is "
    some = "any " if asked.any else ""
    return ("not " if asked.negated else "") + some + said + f"[{told(asked.fits)}]"


def value_told(value: Value) -> str:
    match value:
        case Literally():
            return repr(value.value)
        case ColourWord():
            return value.words
        case TokenValue():
            return f"token {value.name}"
        case Gradient():
            return f"gradient {value.direction}: {', '.join(value_told(s) for s in value.stops)}"
        case Like():
            return f"like [{told(value.source)}]" + (f".{value.property}" if value.property else "")


def told(selector: Selector) -> str:
    match selector:
        case Ids():
            return ",".join(selector.ids)
        case Named():
            said = " ".join(selector.words) + (f"“{selector.quoted}”" if selector.quoted else "")
            return (
                said.strip()
                + ("" if selector.number == "one" else f":{selector.number}")
                + ("!" if selector.exact else "")
            )
        case Everything():
            return "every " + "/".join(selector.kinds) if selector.kinds else "everything"
        case Screen():
            return "screen"
        case Reference():
            return f"<{selector.word}>"
        case Look():
            than = f" than [{told(selector.than)}]" if selector.than else ""
            value = "" if selector.value is None else f" {selector.value}"
            relation = "" if selector.relation == "is" else f" {selector.relation}"
            return f"{told(selector.base)} | {selector.feature}{relation}{value}{than}"
        case Where():
            anchor = f" [{told(selector.anchor)}]" if selector.anchor else ""
            return f"{told(selector.base)} @ {selector.relation}{anchor}"
        case Pick():
            places = ",".join(map(str, selector.places)) or f"{selector.start}:{selector.step}"
            order = "" if selector.order == "reading" else f" by {selector.order}"
            each = f" each [{told(selector.each)}]" if selector.each else ""
            return f"{told(selector.base)} #{places}{order}{each}"
        case Except():
            return f"{told(selector.base)} - [{told(selector.minus)}]"
        case Union():
            return " & ".join(told(p) for p in selector.parts)
        case Either():
            return " else ".join(told(o) for o in selector.options)
        case Fitting():
            return told(selector.base)
        case Both():
            return f"{told(selector.first)} and {told(selector.second)}"
        case Related():
            return f"{selector.relation} of {told(selector.base)}"
