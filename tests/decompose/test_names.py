"""The names of a document in a command, found as the plainest code would find them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft import Editor
from redraft.decompose import names as names_of
from redraft.decompose import names_in
from redraft.decompose.tokens import scan
from redraft.document.blueprint import Document
from redraft.document.colors import parse
from redraft.document.properties import token, token_keys
from redraft.language import current
from redraft.plan.steps import Clause, Hide, Literally, Plan, Set, SetToken, Step
from redraft.select.index import descriptions, index_of
from redraft.select.selectors import Ids
from redraft.select.words import key

TEXTS = (
    "Terms and conditions",
    "About",
    "the about",
    "11°",
    "-20%",
    "220,000+",
    "$ 2.0 - 3",
    "Card 2",
    "brand",
    "3 of 4",
    "",
)
IDS = ("card_2", "cta", "ink", "terms", "about_us", "h1", "hero-image")
TOKENS = ("brand", "ink", "h1", "accent color")
SAID = (
    *("make", "terms", "and", "Terms", "conditions", "about's", "about", "card", "2", "3", "of"),
    *("220,000+", "220,001+", "12°", "-5%", "+5%", "$", "2.0", "-", "4", "brand-coloured", "Brand"),
    *("ink", "h1", "CTA", "red,", "hero", "image", "hero-image", "us", "the", "“about”", "abuot"),
)


def page(texts: list[str], ids: list[str], tokens: list[str]) -> dict[str, Any]:
    components = [
        {"id": name, "type": "text", "text": text, "visual": {"alt": text[::-1]} if k % 2 else {}}
        for k, (name, text) in enumerate(zip(ids, texts, strict=False))
    ]
    colours = {name: "#112233" if k % 2 else "16px" for k, name in enumerate(tokens)}
    return (
        {"components": components, "tokens": {"colors": colours}}
        if tokens
        else {"components": components}
    )


pages = st.builds(
    page,
    st.lists(st.sampled_from(TEXTS), min_size=2, max_size=6),
    st.lists(st.sampled_from(IDS), min_size=2, max_size=6, unique=True),
    st.lists(st.sampled_from(TOKENS), max_size=4, unique=True),
)
commands = st.lists(st.sampled_from(SAID), max_size=14).map(" ".join)


@given(st.lists(pages, min_size=1, max_size=3), st.lists(commands, min_size=1, max_size=3))
def test_what_is_kept_of_a_command_finds_what_looking_at_all_does(
    trees: list[dict[str, Any]], said: list[str]
) -> None:
    """C-1: in whatever order documents and commands come."""
    documents = [Document.of(tree) for tree in trees]

    for command in [*said, *said[::-1]]:
        for document in documents:
            found = names_in(document, command, {"abuot": "about"})

            assert found == plainly(document, command, {"abuot": "about"})


@given(pages, st.lists(commands, min_size=1, max_size=3), st.data())
def test_names_are_those_of_the_version(
    tree: dict[str, Any], said: list[str], data: st.DataObject
) -> None:
    """C-1: after edits of texts and of tokens, and back."""
    editor = Editor(tree)

    for _ in range(4):
        name = data.draw(st.sampled_from(editor.document.outline.ids))
        text = data.draw(st.sampled_from(TEXTS[:-1]))
        change = data.draw(st.sampled_from(("text", "hide", "token", "undo")))
        if change == "undo":
            editor.undo()
        else:
            editor.apply(plan(change, name, text, tree))
        for command in said:
            assert names_in(editor.document, command) == plainly(editor.document, command)


def plan(change: str, name: str, text: str, tree: dict[str, Any]) -> Plan:
    target = Ids((name,))
    step: Step = Hide(target=target)
    if change == "text":
        step = Set(target=target, property="text", value=Literally(text))
    if change == "token" and "tokens" in tree:
        said = next(iter(tree["tokens"]["colors"]))
        step = SetToken(name=said, value=Literally(text if text == "11°" else "#00FF00"))
    return Plan((Clause(text="", span=(0, 0), steps=(step,)),))


def test_a_command_is_cut_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Versions whose texts and tokens are the same are not even asked."""
    cut: list[str] = []
    monkeypatch.setattr(names_of, "scanned", lambda text: cut.append(text) or scan(text))
    editor = Editor(page(["About", "Card 2"], ["a", "b"], ["brand"]))

    for colour in ("red", "blue", "green") * 3:
        editor.edit(f"make about {colour} once")

    assert len(cut) == 3


def plainly(document: Document, command: str, meant: dict[str, str] | None = None) -> Any:
    """The phrases of a command that are names: every word, every component, every time."""
    meant = meant or {}
    whole = {key(c.text) for c in document if c.text} | {key(c.id) for c in document}
    whole |= {key(said) for c in document for said in descriptions(c)}
    colours = set()
    for said, keys in token_keys(document).items():
        value = token(document, keys)
        if (isinstance(value, str) and parse(value)) or (said[-1:].isdigit() and " " not in said):
            colours.add(key(said))
    tokens = [t for t in scan(command) if t.kind in ("word", "number")]
    found: set[tuple[str, str]] = set()
    for i, first in enumerate(tokens):
        alone = key(meant.get(first.text, first.text))
        if not alone:
            continue
        if (head := key(first.text.partition("-")[0])) in colours:
            found.add((head, "token"))
        for k in range(i, min(i + names_of.NAME_MAX, len(tokens))):
            run = tokens[i : k + 1]
            gaps = pairwise(run)
            if any(c in ',;:.!?\n"“”' for a, b in gaps for c in command[a.end : b.start]):
                break
            words = [key(meant.get(t.text, t.text)) for t in run]
            name = "".join(words)
            last = run[-1].text
            owner = "".join(words[:-1]) + key(owner_of(last))
            if k > i and owner != name and owner in whole:
                found.add((owner, "name"))
            if name in colours:
                found.add((name, "token"))
            elif name in whole and k == i:
                out = names_of._stands_out(command, first, i)
                found.add((name, "name" if out else "mention"))
            elif name in whole:
                numbered = k == i + 1 and words[-1].isdecimal()
                found.add((name, "numbered" if numbered else "name"))
    return frozenset(found | {(said, "text") for said in figures(document, command)})


def owner_of(word: str) -> str:
    marks = [e.phrase for e in current().entries if e.category == "possessive-mark"]
    return next((word.removesuffix(mark) for mark in marks if word.endswith(mark)), word)


def figures(document: Document, command: str) -> set[str]:
    texts = [c.text for c in document if c.text]
    chunks = [c.strip(names_of._AROUND) for c in command.split()]
    shown: set[str] = set()
    for left, right in zip(chunks, [*chunks[1:], ""], strict=False):
        for said in (left, f"{left} {right}"):
            if len(said) > 24 or not any(c.isdigit() for c in said) or said[0] in "#-":
                continue
            kinds = [t.kind for t in scan(said)]
            if len(kinds) > 1 and "word" not in kinds and index_of(document).shows(document, said):
                assert any(f" {said} " in f" {text} " for text in texts)
                shown.add(said)
    measures = {t for t in texts if t[:-1].lstrip("+-−").isdecimal()}
    like = [t for t in measures if t[-1] == "°" or (t[0] in "+-−" and t[-1] == "%")]
    shapes = {alike(t) for t in [*shown, *like]}
    return shown | {c for c in chunks if alike(c) in shapes}


def alike(figure: str) -> str:
    return "".join("0" if c.isdigit() else c for c in figure).replace("00", "0")
