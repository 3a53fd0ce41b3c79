"""A rebrand: thirty screens that share their tokens, one sentence, all or nothing."""

import json
import tempfile
from pathlib import Path

import redraft

folder = Path(tempfile.mkdtemp())
for number in range(30):
    page = {
        "screen_id": f"screen {number}",
        "tokens": {"primary_color": "#1D3557"},
        "components": [
            {"id": "header", "type": "header", "bbox": [0, 0, 375, 60]},
            {"id": "go", "type": "button", "text": "Go", "bbox": [16, 90, 120, 48]},
        ],
    }
    (folder / f"{number:02}.json").write_text(json.dumps(page))

done = redraft.batch(folder, "make the primary color #6A0DAD", project=True, in_place=True).run()
colours = {json.loads(p.read_text())["tokens"]["primary_color"] for p in folder.glob("*.json")}
print(done.counts["applied"], "screens,", "primary color:", *colours)
