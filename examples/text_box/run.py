"""What page.html does, from Python: a stored document, edited by what somebody types."""

import json
import re
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

page = {
    "components": [
        {"id": "pay", "type": "button", "text": "Pay", "bbox": [0, 0, 120, 48]},
        {"id": "back", "type": "button", "text": "Back", "bbox": [0, 60, 120, 48]},
    ]
}
store = Path(tempfile.mkdtemp()) / "redraft.db"
server = subprocess.Popen(
    [sys.executable, "-m", "redraft", "serve", "--store", str(store), "--port", "0"],
    stderr=subprocess.PIPE,
    text=True,
)


def post(path, body):
    request = urllib.request.Request(
        url + path, json.dumps(body).encode(), {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


with server:
    try:
        url = next(found[0] for line in server.stderr if (found := re.search(r"http://\S+", line)))
        document = post("/v1/documents", {"name": "home", "blueprint": page})["id"]
        for typed in ("make the button red", "make the pay button red", "make it wider"):
            told = post(f"/v1/documents/{document}/edit", {"command": typed})
            print(told["status"], told["changes_applied"])
    finally:
        server.terminate()
