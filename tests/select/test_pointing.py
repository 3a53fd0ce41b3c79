"""What people point at on a screen that they look at: one line a phrase, one component each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redraft.decompose import read_loosely, read_phrase
from redraft.document.blueprint import Document
from redraft.select.likely import likeliest, pointed_at

_NAMES = ("Roses", "Tulips", "Daisies", "Lilies", "Orchids", "Ferns")
_ROWS = ("Wi-Fi only", "Night mode", "Notify me", "Delete history")
_TABS = ("home", "browse", "saved", "profile")


def _screen() -> Document:
    parts: list[dict[str, Any]] = []

    def add(name: str, kind: str, box: list[float], text: str | None = None, **more: Any) -> None:
        part: dict[str, Any] = {"id": name, "type": kind, "bbox": box, **more}
        if text is not None:
            part["text"] = text
        parts.append(part)

    add("status_bar", "view", [0, 0, 360, 20])
    add("nav_up", "button", [0, 24, 48, 48], role="icon", visual={"alt": "navigate up"})
    add("screen_title", "text", [60, 34, 140, 26], "flower market")
    add("action_search", "button", [220, 28, 40, 40], role="icon", visual={"alt": "search"})
    add("action_cart", "button", [266, 28, 40, 40], role="icon", visual={"alt": "basket"})
    add("overflow", "button", [312, 28, 40, 40], role="icon", visual={"alt": "more options"})
    for k, name in enumerate(_NAMES):
        x, y = 12 + (k % 3) * 114, 90 + (k // 3) * 120
        stem = "" if not k else f"_{k + 1}"
        add(f"thumb{stem}", "image", [x, y, 104, 84])
        add(f"caption{stem}", "text", [x, y + 88, 104, 18], name.lower())
    for k, name in enumerate(_ROWS):
        y = 340 + k * 44
        stem = "" if not k else f"_{k + 1}"
        add(f"row_icon{stem}", "image", [14, y + 8, 24, 24])
        add(f"row_text{stem}", "text", [52, y + 8, 180, 24], name.lower())
        add(f"row_check{stem}", "checkbox", [310, y + 6, 28, 28])
    add("email_label", "text", [14, 524, 60, 18], "e-mail")
    add("email_field", "input", [90, 518, 180, 32])
    add("join", "button", [280, 518, 70, 32], "join our club")
    for k, name in enumerate(_TABS):
        stem = "" if not k else f"_{k + 1}"
        add(f"tab_icon{stem}", "button", [32 + k * 90, 566, 26, 26], role="icon")
        add(f"tab_text{stem}", "text", [24 + k * 90, 596, 44, 14], name)
    return Document.of({"components": parts, "meta": {"viewport": {"width": 360, "height": 616}}})


SCREEN = _screen()

RELATIONS = """
click on the icon left to night mode                                  | row_icon_2
the check box which is right to notify me                             | row_check_3
select the icon on the left side of delete history                    | row_icon_4
tap the image above lilies                                            | thumb_4
go to the text below the second image                                 | caption_2
click on the field beside the text e mail                             | email_field
click on the button which is next to the search icon                  | action_cart
select the check box on the right hand side of wi fi only             | row_check
the picture which is just above the text orchids                      | thumb_5
click on the text above roses option                                  | screen_title
select the icon which is to the left of the text notify me on the page | row_icon_3
button right of e mail                                                | join
choose the text between nav up and search                             | screen_title
click on the icon before flower market                                | nav_up
move to the icon which is above the text browse                       | tab_icon_2
take the image to the right of the tulips image                       | thumb_3
click on the icon in between search and more options                  | action_cart
select the option under the text night mode                           | row_text_3
the text box to the immediate left of join our club                   | email_field
click on icon above profile                                           | tab_icon_4
"""

ORDER = """
click on the third image                                              | thumb_3
select 2nd row 2nd image                                              | thumb_5
the image in the second row third column                              | thumb_6
select the last check box                                             | row_check_4
click on the first image in the second row                            | thumb_4
third image from second row                                           | thumb_6
tap on the fifth picture                                              | thumb_5
select last but one check box                                         | row_check_3
click on second icon from right in the top                            | action_cart
second check box from top                                             | row_check_2
click on the first check box below night mode                         | row_check_3
the option in the first row second image                              | thumb_2
click on the last image on the page                                   | thumb_6
select the 4th image                                                  | thumb_4
go to the third check box from bottom                                 | row_check_2
click on the second image above lilies                                | thumb_2
choose the first image from left                                      | thumb
the sixth image                                                       | thumb_6
select third image in the top row                                     | thumb_3
click on the first image of the page                                  | thumb
"""

PLACES = """
click on the icon at the top right corner                             | overflow
select the icon at top left of the page                               | nav_up
top right corner icon                                                 | overflow
the icon in the top left corner                                       | nav_up
click on the text at the bottom right                                 | tab_text_4
bottom left corner icon                                               | tab_icon
select the icon which is at right bottom corner                       | tab_icon_4
click on the button at the bottom right                               | tab_icon_4
the icon at the left top                                              | nav_up
click on the saved text at the bottom of the page                     | tab_text_3
the text on top of the page                                           | screen_title
choose the icon in the bottom left                                    | tab_icon
tap the icon located at upper right corner                            | overflow
click on three dots at top right                                      | overflow
select the back arrow at the top left corner of the screen            | nav_up
the search icon at the top                                            | action_search
click on the icon on the right side of the top                        | overflow
find the text in the bottom left corner                               | tab_text
click on the icon which is present at top left side                   | nav_up
select the symbol in the bottom right hand corner                     | tab_icon_4
"""

PARTS = """
click on the check box of notify me                                   | row_check_3
select the image of lilies                                            | thumb_4
click on the last icon in the bottom bar                              | tab_icon_4
third icon in the bottom menu                                         | tab_icon_3
tap over the search icon on header                                    | action_search
click on the image left of the tulips                                 | thumb
check box opposite to wi fi only                                      | row_check
select the fourth image in the list                                   | thumb_4
click on the text bellow the first image                              | caption
check box in front of delete history                                  | row_check_4
select the image above the text tulips                                | thumb_2
click on the overflow menu                                            | overflow
the left arrow at the top                                             | nav_up
"""

NAMES = """
click on the text flower market                                       | screen_title
the button join our club                                              | join
text which says night mode                                            | row_text_2
select the option having the text delete history                      | row_text_4
go to browse                                                          | tab_text_2
click on flower markt                                                 | screen_title
the tab saved                                                         | tab_text_3
click the join button                                                 | join
option that reads notify me                                           | row_text_3
select the text with the words wi fi only                             | row_text
please tap on orchids                                                 | caption_5
click on the basket symbol                                            | action_cart
three dots                                                            | overflow
click on the magnifying glass                                         | action_search
back arrow                                                            | nav_up
select the shopping cart icon                                         | action_cart
click on the roses image                                              | thumb
the profile icon                                                      | tab_icon_4
image of daisies                                                      | thumb_3
select the e mail text field                                          | email_field
"""


#: on designs with children: the screen, what is said, what is right (one of these)
DESIGNS = """
login_form     | click on the field below password                        | input_name
login_form     | select the text above the first input                    | email
login_form     | the login button                                         | login_btn login_label
login_form     | the input box under the text email                       | input_email
login_form     | click on the icon at the top right                       | icon
login_form     | the text place your text here                            | content_2
todo_home      | click on the text below shopping                         | details
todo_home      | tap the search button next to the search field           | search_btn search
todo_home      | the plus sign at the bottom right                        | button_label button_new
todo_home      | select the title todo rama                               | header_title
todo_home      | the text which says milk eggs juice                      | details
activity_entry | click on the save activity button                        | primary_button
activity_entry | select the field below time spent                        | text_box_3
activity_entry | the text box under select sport                          | text_box_2
activity_entry | click on the text above cycling                          | text_8
activity_entry | the last text on the page                                | text_12
luisa_contact  | click on contact at the top right                        | contact
luisa_contact  | the send button                                          | cta_button_2 sign_up_2
luisa_contact  | select the text left to privacy                          | imprint
luisa_contact  | the link to the right of terms of use                    | help
luisa_contact  | click on the box below message                           | input_cntr_3 message_box
luisa_contact  | button right of contact at the top                       | cta_button sign_up
"""


@pytest.mark.parametrize("case", [line for line in DESIGNS.splitlines() if line])
def test_what_is_pointed_at_in_a_design(shared: Path, case: str) -> None:
    name, said, meant = (part.strip() for part in case.split("|"))
    document = Document.of(json.loads((shared / "blueprints" / f"{name}.json").read_bytes()))

    found = pointed_at(document, read_phrase(said), read_loosely(said))

    assert document.at(found.indices[0]).id in meant.split()


def _cases(table: str) -> list[tuple[str, str]]:
    lines = [line.split("|") for line in table.splitlines() if line]
    return [(said.strip(), meant.strip()) for said, meant in lines]


@pytest.mark.parametrize(("said", "meant"), _cases(RELATIONS + ORDER + PLACES + PARTS + NAMES))
def test_a_phrase_points_at_what_a_person_would_look_at(said: str, meant: str) -> None:
    found = pointed_at(SCREEN, read_phrase(said), read_loosely(said))

    assert SCREEN.at(found.indices[0]).id == meant


def test_a_plural_means_all_of_them() -> None:
    found = pointed_at(SCREEN, read_phrase("all the check boxes"), read_loosely("all check boxes"))

    assert [SCREEN.at(i).id for i in found.indices] == [
        "row_check",
        "row_check_2",
        "row_check_3",
        "row_check_4",
    ]


def test_what_nothing_here_is_like_is_nothing() -> None:
    found = pointed_at(SCREEN, read_phrase("the footer"), read_loosely("the footer"))

    assert found.indices == ()
    assert found.confidence == 0.0


@pytest.mark.parametrize("said", ["", "!?", "it", "the others", "please"])
def test_words_that_name_nothing_are_no_guess(said: str) -> None:
    assert pointed_at(SCREEN, read_phrase(said), read_loosely(said)).indices == ()


def test_a_wrong_word_does_no_harm() -> None:
    sure = pointed_at(SCREEN, read_phrase("night mode"), read_loosely("night mode"))
    less = likeliest(SCREEN, read_loosely("the text zanzibar night mode"))

    assert less is not None
    assert (less.i,) == sure.indices


def test_confidence_is_less_where_something_else_is_as_likely() -> None:
    clear = pointed_at(SCREEN, read_phrase("the cart"), read_loosely("the cart"))
    vague = pointed_at(SCREEN, read_phrase("the image"), read_loosely("the image"))

    assert clear.confidence > 0.8
    assert vague.confidence < 0.5


WORDS = """click on the a icon image text button left to right of below above in row second third
from top bottom corner night mode roses search zanzibar 50 between and page"""
PHRASES = st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join)


@given(PHRASES)
def test_pointing_refuses_no_phrase_and_is_the_same_each_time(said: str) -> None:
    """D-1."""
    found = pointed_at(SCREEN, read_phrase(said), read_loosely(said))
    again = pointed_at(_screen(), read_phrase(said), read_loosely(said))

    assert found == again
    assert 0.0 <= found.confidence <= 1.0
    assert all(0 <= i < len(SCREEN) for i in found.indices)
