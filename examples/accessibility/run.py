"""An accessibility sweep: each finding becomes a command, and all of them one batch."""

from collections import Counter

import redraft

page = {
    "components": [
        {
            "id": f"row_{number}",
            "type": "card",
            "bbox": [0, number * 100, 375, 90],
            "visual": {"bg_color": "#FFFFFF"},
            "children": [
                {
                    "id": f"note_{number}",
                    "type": "text",
                    "text": f"Note {number}",
                    "bbox": [16, number * 100 + 8, 200, 24],
                    "visual": {"color": "#BBBBBB", "font_size": 10},
                }
            ],
        }
        for number in range(3)
    ]
}


def report(document):
    return dict(Counter(found.code for found in redraft.check(document)))


before = report(page)
commands = []
for found in redraft.check(page):
    if found.code == "contrast.low":
        commands.append(f"make the text color of {found.component} #767676")
    elif found.code == "text-size.small":
        commands.append(f"make the font size of {found.component} 12px")
(document,) = redraft.batch([page], commands).run().documents.values()
print("before:", before)
print("after: ", report(document))
