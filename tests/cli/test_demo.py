"""`make demo` runs anywhere and shows every kind of outcome."""

import subprocess
import sys
from pathlib import Path

DEMO = Path(__file__).resolve().parents[2] / "demo" / "demo.py"


def test_the_demo_tells_its_scenes_and_draws_them(tmp_path):
    done = subprocess.run(
        [sys.executable, str(DEMO), "--out", str(tmp_path / "out")],
        capture_output=True,
        check=False,
        timeout=120,
        cwd=tmp_path,
    )

    out = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    for status in ("success", "partial", "rejected", "conflicted"):
        assert f"\n{status} · " in out
    assert len(list((tmp_path / "out").glob("*.svg"))) >= 8
