"""A bulk import with review: each row is previewed, somebody accepts or rejects it, what was accepted is done."""

import csv
import io

from redraft import Editor

ROWS = """command
make the pay button green
make the button bigger
hide the banner
make the pay button 20px wide
"""
page = {
    "components": [
        {"id": "banner", "type": "card", "bbox": [0, 0, 375, 60]},
        {"id": "pay", "type": "button", "text": "Pay", "bbox": [16, 80, 120, 48]},
        {"id": "back", "type": "button", "text": "Back", "bbox": [16, 140, 120, 48]},
    ]
}


def accepts(result):
    """The reviewer: what was carried out as asked; a person would be shown the changes here."""
    return result.ok and not any(found.code == "target-size.small" for found in result.diagnostics)


editor = Editor(page)
for row in csv.DictReader(io.StringIO(ROWS)):
    told = editor.preview(row["command"])
    verdict = "accepted" if accepts(told) else "rejected"
    why = [found.code for found in told.diagnostics if found.severity != "notice"]
    if verdict == "accepted":
        editor.edit(row["command"])
    print(f"{verdict}: {row['command']}", *(told.changes_applied if told.ok else why))
print(len(editor.history), "edits, all of which can be undone")
