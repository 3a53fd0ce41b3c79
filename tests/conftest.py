"""What every test shares: Hypothesis profiles and the way to the shared data."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# The same examples on every run and machine, so that a failure is never news that only
# one person has. No deadline and no slowness check: both read the clock.
settings.register_profile(
    "default",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
# New examples every time, many of them: HYPOTHESIS_PROFILE=thorough make test
settings.register_profile(
    "thorough",
    settings.get_profile("default"),
    derandomize=False,
    max_examples=2000,
    print_blob=True,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared data folder: REDRAFT_DATA, or ../shared/data beside the repository."""
    named = os.environ.get("REDRAFT_DATA")
    path = Path(named) if named else ROOT.parent / "shared" / "data"
    if not path.is_dir():
        if named:
            pytest.fail(f"REDRAFT_DATA names {named}, which is not a folder")
        pytest.skip("no shared data: put it in ../shared/data or name it in REDRAFT_DATA")
    return path
