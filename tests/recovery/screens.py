"""Small screens of both shapes that commands fail on."""

from __future__ import annotations

from typing import Any


def shop() -> dict[str, Any]:
    """Two buttons of one kind, two cards that hold titles, a text that can hardly be read."""
    return {
        "tokens": {
            "base_spacing": 16,
            "primary_color": "#E63946",
            "colors": {"brand": "#1D3557"},
            "font_scale": {"h1": "28px", "body": "14px"},
        },
        "components": [
            {
                "id": "header",
                "type": "header",
                "bbox": [0, 0, 375, 60],
                "visual": {"bg_color": "#1D3557"},
            },
            {
                "id": "welcome",
                "type": "title",
                "text": "Welcome back",
                "bbox": [16, 80, 343, 36],
                "visual": {"font_size": "28px", "color": "#1D3557"},
            },
            {
                "id": "note",
                "type": "text",
                "text": "Nobody reads this",
                "bbox": [16, 130, 343, 20],
                "visual": {"font_size": "14px", "color": "#EEEEEE"},
            },
            {
                "id": "save_button",
                "type": "button",
                "text": "Save",
                "bbox": [16, 180, 100, 48],
                "visual": {"bg_color": "#1D3557", "color": "#FFFFFF"},
            },
            {
                "id": "b2",
                "type": "button",
                "text": "Cancel",
                "bbox": [140, 180, 100, 48],
                "visual": {"bg_color": "#DDDDDD", "color": "#000000"},
            },
            *(
                {
                    "id": f"card_{k}",
                    "type": "card",
                    "bbox": [16, 140 + 110 * k, 343, 100],
                    "visual": {"bg_color": "#FFFFFF", "border_radius": "8px"},
                    "children": [],
                }
                for k in (1, 2, 3)
            ),
            {
                "id": "footer",
                "type": "footer",
                "bbox": [0, 700, 375, 112],
                "visual": {"bg_color": "#1D3557"},
            },
        ],
        "meta": {"viewport": {"width": 375, "height": 812}},
    }


def sketch() -> dict[str, Any]:
    """The second shape: no boxes, no tokens, a style object."""
    return {
        "name": "Login",
        "components": [
            {"id": "logo", "type": "image", "style": {"size": "small"}},
            {"id": "user", "type": "input", "text": "Name", "style": {"color": "#333333"}},
            {"id": "pass", "type": "input", "text": "Password", "style": {"color": "#333333"}},
            {"id": "1:23", "type": "button", "text": "OK", "style": {"color": "#FFFFFF"}},
            {"id": "1:24", "type": "button", "text": "OK", "style": {"color": "#FFFFFF"}},
        ],
    }


def nameless() -> dict[str, Any]:
    """Ids that nobody would say, and no texts."""
    return {
        "components": [
            {
                "id": f"I{k}:77;9f8e",
                "type": "TILE",
                "bbox": [10, 10 + 60 * k, 200, 50],
                "visual": {"background": "#ABCDEF"},
            }
            for k in range(12)
        ]
    }
