"""On real screens: what has a name of its own is found by it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from redraft.document.blueprint import Document
from redraft.select.resolve import Scope, Unresolved, resolve, resolve_scored
from redraft.select.selectors import Named
from redraft.select.words import key, split


def _screens(shared: Path) -> list[tuple[str, Document]]:
    paths = sorted((shared / "blueprints").glob("*.json"))
    assert paths
    return [(p.stem, Document.of(json.loads(p.read_bytes()))) for p in paths]


def test_every_component_is_found_by_the_words_of_its_id(shared: Path) -> None:
    for name, document in _screens(shared):
        count = Counter(key(i) for i in document.outline.ids)
        for i, said in enumerate(document.outline.ids):
            if count[key(said)] == 1 and document.find("_".join(split(said))) in (i, None):
                assert resolve(document, Named(split(said))) == (i,), (name, said)


def test_every_text_that_is_shown_once_is_found_by_it(shared: Path) -> None:
    for name, document in _screens(shared):
        count = Counter(key(c.text) for c in document if c.text)
        for i, component in enumerate(document):
            text = component.text
            if text and key(text) and count[key(text)] == 1:
                assert resolve(document, Named(quoted=text)) == (i,), (name, text)


def test_a_renamed_button_is_found_by_its_new_text_only(shared: Path) -> None:
    document = dict(_screens(shared))["login_form"]
    i = next(k for k, c in enumerate(document) if c.text)
    before = document.at(i).text or ""
    fields = {**document.at(i).fields, "text": "Zanzibar"}
    after = document.replace({i: type(document.at(i))(fields)})

    assert resolve(after, Named(("zanzibar",))) == (i,)
    assert resolve(document, Named(quoted=before))[0] == i
    try:
        still = resolve_scored(document, Named(("zanzibar",)), Scope()).indices
    except Unresolved:
        still = ()
    assert still == ()
