"""What the words of a phrase say, before any screen: one line a phrase."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft.decompose.phrases import read_loosely, read_phrase
from redraft.select.selectors import Either, Everything, Look, Named, Pick, Selector, Union, Where


def shown(selector: Selector) -> str:
    """A selector in a few signs; of a place and the whole as a name, the place."""
    match selector:
        case Named(words, head=head, quoted=quoted):
            return f"{' '.join(words) or quoted}" + (f":{head}" if head else "")
        case Everything():
            return "*"
        case Where(base, relation, anchor):
            return f"({shown(base)} {relation} {shown(anchor) if anchor else '@'})"
        case Pick(base, places, order=order, rows=rows):
            line = f"{order} " if rows or order != "reading" else ""
            return f"[{line}{','.join(map(str, places))} of {shown(base)}]"
        case Either(options) if isinstance(options[-1], Named) and options[-1].quoted:
            return shown(options[0])
        case Either(options):
            return " or ".join(map(shown, options))
        case Look(base, _, value):
            return f"{value} {shown(base)}"
        case Union(parts):
            return " + ".join(map(shown, parts))
        case _:
            return type(selector).__name__


READINGS = """
click on the icon below check out the community              | (icon:icon below check out the community)
the text make an offer                                       | text make an offer:text
click on log in                                              | log in
box that reads hello world                                   | box hello world:box
left of israel                                               | (* left israel)
select the icon left rodedawg                                | (icon:icon left rodedawg)
the arrow button to the immediate left of about              | (arrow button:button left about)
the right option of wave                                     | (* right wave)
click on top right corner icon                               | (icon:icon top right @)
the symbol at the right bottom of the page                   | (symbol:symbol right bottom @)
the plus icon on the right hand side of bottom               | (plus icon:icon right bottom @)
click the left arrow                                         | left arrow:arrow or (arrow:arrow left @)
second icon from right corner                                | [x -2 of icon:icon]
third from left                                              | [x 3 of *]
last but one option                                          | [-2 of *]
1st row 2nd image                                            | [2 of [row 1 of image:image]]
the option in the fourth row second option                   | [2 of [row 4 of *]]
second row third column                                      | [column 3 of [row 2 of *]]
third image from second row                                  | [3 of [row 2 of image:image]]
the sixth image from the right side of the page below rain   | [x -6 of (image:image below rain)]
the second image below the text photos                       | [2 of (image:image below text photos:text)]
the icon between home and search                             | (icon:icon between home + search)
search icon in the search bar                                | (search icon:icon inside search bar:search bar)
the crooked dot left to the tiny dot above guess             | (crooked dot left (tiny dot above guess))
the red button next to the tall box                          | (red button:button or red button:button beside tall box:box)
"""


@pytest.mark.parametrize("case", [line for line in READINGS.splitlines() if line])
def test_a_phrase_is_split_at_places_and_order(case: str) -> None:
    said, meant = (part.strip() for part in case.split("|"))

    assert shown(read_loosely(said)) == meant


def test_a_request_and_the_page_that_it_is_on_say_nothing() -> None:
    plain = shown(read_loosely("the search icon"))

    assert shown(read_loosely("please click on the search icon on the web page")) == plain


def test_the_strict_reading_takes_all_words_or_none() -> None:
    assert isinstance(read_phrase("the third button"), Pick)
    assert read_phrase("but of the and") == Named(
        ("but", "of", "the", "and"), (), "and", None, "any", (0, 14)
    )


WORDS = """the icon left to of in from second row between and text right top below . , 5 foo
corner page which is last but one that says it’s “x”"""


@given(
    st.lists(
        st.sampled_from(WORDS.split()),
        max_size=30,
    )
)
def test_every_phrase_has_a_loose_reading_with_a_wire_form(words: list[str]) -> None:
    """S-3."""
    selector = read_loosely(" ".join(words))

    assert msgspec.json.decode(msgspec.json.encode(selector), type=Selector) == selector


@given(st.text(max_size=60))
def test_any_text_can_be_read_loosely(text: str) -> None:
    read_loosely(text)


@pytest.mark.parametrize("part", ["icon left of ", "in the ", "first ", "a in ", "between a and "])
def test_a_long_phrase_is_cut_and_never_too_deep(part: str) -> None:
    """L-1."""
    long = part * 5_000

    assert read_loosely(long) == read_loosely(part * 200 + "and so on " * 1_000)
    assert isinstance(read_phrase(long), Named)
