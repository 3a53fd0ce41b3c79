"""A company's own names for kinds, colours and verbs."""

from pathlib import Path

from redraft import edit
from redraft.language import english

ours = english().with_words((Path(__file__).parent / "acme.txt").read_text())
page = {
    "components": [
        {"id": "sales", "type": "card", "bbox": [0, 0, 90, 90]},
        {"id": "costs", "type": "card", "bbox": [0, 100, 90, 90]},
    ]
}
said = "make the first scorecard acme blue and banish the second one"
for change in edit(page, said, language=ours).changes_applied:
    print(change)
