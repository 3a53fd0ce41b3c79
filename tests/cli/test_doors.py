"""The command line as a user meets it: processes, pipes, files and exit statuses."""

import json
import os
import signal
import stat
import subprocess
import sys

import pytest

import redraft

BLUEPRINT = {
    "screen_id": "home",
    "tokens": {"base_spacing": 16},
    "components": [
        {
            "id": "header",
            "type": "header",
            "bbox": [0, 0, 375, 60],
            "visual": {"bg_color": "#0000FF"},
        },
        {
            "id": "card",
            "type": "card",
            "bbox": [16, 80, 200, 100],
            "visual": {"bg_color": "#FFFFFF"},
        },
        {
            "id": "save",
            "type": "button",
            "text": "Save",
            "bbox": [16, 200, 120, 48],
            "visual": {"bg_color": "#000000", "color": "#FFFFFF"},
        },
        {
            "id": "cancel",
            "type": "button",
            "text": "Cancel",
            "bbox": [16, 260, 120, 48],
            "visual": {"bg_color": "#000000", "color": "#FFFFFF"},
        },
    ],
    "meta": {"viewport": {"width": 375, "height": 812}},
}


def red(component):
    return {
        "do": "set",
        "target": {"by": "ids", "ids": [component]},
        "property": "background",
        "value": {"is": "colour", "words": "red"},
    }


def plan(*components):
    return {
        "clauses": [
            {"text": f"make {one} red", "span": [0, 5], "steps": [red(one)]} for one in components
        ]
    }


@pytest.fixture
def home(tmp_path):
    path = tmp_path / "home.json"
    path.write_text(json.dumps(BLUEPRINT, indent=2) + "\n")
    return path


@pytest.fixture
def red_card(tmp_path):
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan("card")))
    return path


def run(*arguments, given=None, environment=None, cwd=None):
    names = ("FORCE_COLOR", "NO_COLOR", "REDRAFT_DEBUG")
    bare = {key: value for key, value in os.environ.items() if key not in names}
    return subprocess.run(
        [sys.executable, "-m", "redraft", *map(str, arguments)],
        input=given,
        capture_output=True,
        check=False,
        timeout=60,
        cwd=cwd,
        env={**bare, **(environment or {})},
    )


def said(done):
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done.stdout.decode(), done.stderr.decode()


def test_without_a_place_to_write_the_file_is_left_alone(home):
    before = home.read_bytes()

    done = run("edit", home, "make the card red")
    out, _ = said(done)

    assert done.returncode == 0
    assert "card" in out and "#FFFFFF" in out and "#FF0000" in out
    assert "\x1b" not in out
    assert home.read_bytes() == before


def test_json_is_what_the_library_says(home):
    """F-1."""
    done = run("edit", home, "make the card red", "--json")

    mine = json.loads(done.stdout)
    theirs = redraft.edit(home.read_bytes(), "make the card red")

    assert mine.pop("timings_us")
    assert mine == theirs.to_dict(timings=False)
    assert done.stderr == b""


def test_a_refusal_is_json_too_and_status_one(home):
    done = run("edit", home, "make the button red", "--json")

    result = json.loads(done.stdout)

    assert done.returncode == 1
    assert result["status"] == "rejected"
    assert result["diagnostics"][0]["code"] == "target.ambiguous"


def test_a_refusal_points_at_the_words(home):
    done = run("edit", home, "make the button red")
    out, _ = said(done)

    assert done.returncode == 1
    assert "error[target.ambiguous]" in out
    assert "  |          ^" in out


def test_output_keeps_the_indentation_and_changes_only_what_was_asked(home, tmp_path):
    done = run("edit", home, "make the card red", "-o", tmp_path / "out.json")

    written = (tmp_path / "out.json").read_text()

    assert done.returncode == 0
    assert written == home.read_text().replace(
        '200,\n        100\n      ],\n      "visual": {\n        "bg_color": "#FFFFFF"',
        '200,\n        100\n      ],\n      "visual": {\n        "bg_color": "#FF0000"',
    )


def test_in_place_keeps_permissions_and_leaves_nothing_behind(home):
    home.chmod(0o600)

    done = run("edit", home, "make the card red", "--in-place")

    assert done.returncode == 0
    assert b"#FF0000" in home.read_bytes()
    assert stat.S_IMODE(home.stat().st_mode) == 0o600
    assert [path.name for path in home.parent.iterdir()] == ["home.json"]


def test_a_dry_run_writes_nothing(home, tmp_path):
    before = home.read_bytes()

    run("edit", home, "make the card red", "--in-place", "--dry-run")
    run("edit", home, "make the card red", "-o", tmp_path / "out.json", "-n")

    assert home.read_bytes() == before
    assert not (tmp_path / "out.json").exists()


def test_what_was_not_applied_is_not_written(home, tmp_path):
    done = run("edit", home, "make the sidebar red", "-o", tmp_path / "out.json")

    assert done.returncode == 1
    assert not (tmp_path / "out.json").exists()


def test_a_pipe_through_gives_the_blueprint_and_tells_the_rest_on_standard_error(home):
    done = run("edit", "-", "make the card red", "-o", "-", given=home.read_bytes())
    out, err = said(done)

    assert json.loads(out)["components"][1]["visual"]["bg_color"] == "#FF0000"
    assert "success" in err


def test_a_command_may_come_from_standard_input(home):
    done = run("edit", home, "-", "--json", given=b"make the card red\n")

    assert json.loads(done.stdout)["status"] == "success"


def test_partial_is_status_three(home, tmp_path):
    done = run(
        "edit", home, "make the card red and make the sidebar blue", "--mode", "partial",
        "-o", tmp_path / "out.json",
    )  # fmt: skip

    assert done.returncode == 3
    assert b"#FF0000" in (tmp_path / "out.json").read_bytes()


def test_a_selection_says_what_it_means(home):
    done = run("edit", home, "make it wider", "--select", "save", "--json")

    assert {change["component"] for change in json.loads(done.stdout)["changes"]} == {"save"}


def test_a_follow_up_is_read_against_previous_commands(home):
    done = run(
        "edit",
        home,
        "and the cancel button too",
        "--previous",
        "make the save button red",
        "--json",
    )

    assert json.loads(done.stdout)["status"] in ("success", "rejected")
    assert b"Traceback" not in done.stderr


def test_a_plan_is_applied_without_english(home, red_card, tmp_path):
    done = run("apply", home, red_card, "-o", tmp_path / "out.json")

    assert done.returncode == 0
    assert b"#FF0000" in (tmp_path / "out.json").read_bytes()


@pytest.mark.parametrize(
    "bad", [b"", b"{", b"[]", b'{"clauses": [{}]}', b"\xff", b'{"clauses": 3}', b"[" * 100000]
)
def test_a_plan_that_cannot_be_read_is_status_two(home, bad):
    done = run("apply", home, "-", given=bad)
    _, err = said(done)

    assert done.returncode == 2
    assert err.strip()


def test_select_prints_ids_a_line(home):
    done = run("select", home, "the buttons")

    assert done.returncode == 0
    assert done.stdout == b"save\ncancel\n"


def test_select_as_json_is_the_librarys_list(home):
    """F-1."""
    done = run("select", home, "the buttons", "--json")

    assert json.loads(done.stdout) == redraft.select(home.read_bytes(), "the buttons")


def test_select_of_nothing_is_status_one(home):
    done = run("select", home, "the sidebar", "--json")
    _, err = said(done)

    assert done.returncode == 1
    assert json.loads(done.stdout) == []
    assert "target.not-found" in err


def test_check_finds_what_is_wrong(home, tmp_path):
    broken = json.loads(home.read_text())
    broken["components"][1]["bbox"][0] = 300
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps(broken))

    good, done = run("check", home, "--json"), run("check", bad, "--json")

    assert good.returncode == 0
    assert done.returncode == 1
    assert "bounds.outside" in [one["code"] for one in json.loads(done.stdout)]
    assert b"bounds.outside" in run("check", bad).stdout


@pytest.mark.parametrize("ending", ["svg", "html"])
def test_render_draws_what_the_ending_says(home, tmp_path, ending):
    done = run("render", home, "-o", tmp_path / f"out.{ending}")

    assert done.returncode == 0
    assert b"Save" in (tmp_path / f"out.{ending}").read_bytes()


def test_render_draws_before_and_after(home, tmp_path):
    done = run("render", home, "-o", tmp_path / "out.svg", "--after", "make the card red")

    assert done.returncode == 0
    assert b"make the card red" in (tmp_path / "out.svg").read_bytes()


def test_render_to_a_pipe_needs_a_format(home):
    assert run("render", home, "-o", "-").returncode == 2
    assert run("render", home, "-o", "-", "--format", "svg").stdout.startswith(b"<svg")


def test_render_without_the_extra_says_so(home, tmp_path):
    block = tmp_path / "block"
    block.mkdir()
    (block / "resvg_py.py").write_text("raise ImportError('not here')")
    path = os.pathsep.join(filter(None, [str(block), os.environ.get("PYTHONPATH")]))

    done = run("render", home, "-o", tmp_path / "o.png", environment={"PYTHONPATH": path})
    _, err = said(done)

    assert done.returncode == 2
    assert "redraft[png]" in err


@pytest.mark.parametrize("name", ["plan", "result"])
def test_schemas_are_printed(name):
    assert json.loads(run("schema", name).stdout)["$schema"].startswith("https://json-schema.org")


@pytest.mark.parametrize(
    "arguments",
    [
        ("nope",),
        ("edit",),
        ("edit", "HOME"),
        ("edit", "HOME", "make", "it", "red"),
        ("edit", "HOME", "make it red", "--nope"),
        ("edit", "HOME", "make it red", "--mode", "nope"),
        ("edit", "HOME", "make it red", "--in-place", "-o", "x.json"),
        ("edit", "-", "make it red", "--in-place"),
        ("edit", "-", "-"),
        ("edit", "HOME", "make it red", "--json", "-o", "-"),
        ("edit", "HOME", "make it red", "--limits", "size=3"),
        ("edit", "HOME", "make the card red", "--limits", "bytes=10"),
        ("edit", "none.json", "make it red"),
        ("edit", ".", "make it red"),
        ("edit", "HOME", "make the card red", "-o", "none/out.json"),
        ("edit", "HOME", "make the card red", "-o", "."),
        ("edit", "a\x1b[31m.json", "make it red"),
        ("select", "none.json", "the card"),
        ("check", "none.json"),
        ("render", "HOME"),
        ("render", "HOME", "-o", "out.gif"),
        ("schema", "nope"),
        ("eval", "none.jsonl"),
        ("eval",),
    ],
)
def test_wrong_use_is_one_message_and_status_two(home, tmp_path, arguments):
    given = [str(home) if one == "HOME" else one for one in arguments]

    done = run(*given, given=b"", cwd=tmp_path)
    out, err = said(done)

    assert done.returncode == 2
    assert out == ""
    assert err.strip() and "\x1b" not in err
    assert len(err.splitlines()) <= 4


@pytest.mark.parametrize(
    "source",
    [b"", b"{", b"[]", b"null", b"{}", b"\xff\xfe", b'{"components": 3}', b"[" * 200000,
     b'{"components": [{"id": "a"}]}', b'{"components": [{"id": "a", "type": "x", "bbox": [1, NaN, 2, 3]}]}'],
)  # fmt: skip
@pytest.mark.parametrize("door", [("edit", "make it red"), ("check",), ("select", "the card")])
def test_what_is_no_blueprint_is_said_and_status_two(source, door):
    name, *rest = door

    done = run(name, "-", *rest, given=source)
    out, err = said(done)

    assert done.returncode == 2
    assert out == ""
    assert "document." in err


def test_options_that_every_door_has_are_explained_with_examples():
    for name in ("edit", "apply", "select", "check", "render", "eval", "schema"):
        done = run(name, "--help")
        assert done.returncode == 0
        assert b"For example:" in done.stdout, name
        assert f"redraft {name}".encode() in done.stdout


def test_the_version_is_told():
    assert run("--version").stdout.startswith(b"redraft")


def test_no_color_and_force_color_are_obeyed(home):
    plain = run("edit", home, "make the card red", environment={"NO_COLOR": "1"})
    coloured = run("edit", home, "make the card red", environment={"FORCE_COLOR": "1"})

    assert b"\x1b" not in plain.stdout
    assert b"\x1b" in coloured.stdout


def test_text_from_a_blueprint_cannot_steer_the_terminal(home):
    evil = json.loads(home.read_text())
    evil["components"][2]["text"] = "Save\x1b[2J\u202e"
    evil["components"][0]["id"] = "he\x07ad\x1b]0;x\x07er"
    home.write_text(json.dumps(evil))

    for arguments in (
        ("edit", home, 'make the buttons say "\x1b[31mNo"'),
        ("edit", home, "make everything red"),
        ("select", home, "everything"),
        ("check", home),
    ):
        out, err = said(run(*arguments))
        assert not {"\x1b", "\x07", "\u202e"} & set(out + err)


def test_an_ascii_terminal_gets_question_marks_and_no_exception(home):
    done = run("edit", home, "make the card red", environment={"PYTHONIOENCODING": "ascii"})
    out, _ = said(done)

    assert done.returncode == 0
    assert "?" in out


def with_reading_replaced(tmp_path, body):
    """An environment in which the command line's way to read files does something else."""
    (tmp_path / "sitecustomize.py").write_text(
        f"import redraft.cli.files as files\ndef read(*_):\n    {body}\nfiles.read = read\n"
    )
    inherited = os.environ.get("PYTHONPATH")
    return {"PYTHONPATH": os.pathsep.join(filter(None, [str(tmp_path), inherited]))}


def test_interrupting_is_status_130(home, tmp_path):
    environment = with_reading_replaced(tmp_path, "raise KeyboardInterrupt")

    done = run("edit", home, "make it red", environment=environment)
    _, err = said(done)

    assert done.returncode == 130
    assert len(err.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="pipes")
def test_a_reader_that_goes_away_is_no_traceback(home):
    many = dict(BLUEPRINT)
    many["components"] = [
        {"id": f"c{n}", "type": "card", "bbox": [0, n * 10, 10, 9]} for n in range(20000)
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "redraft", "select", "-", "all cards"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    _, err = process.communicate(json.dumps(many).encode(), timeout=60)

    assert process.returncode == 2
    assert b"Traceback" not in err and b"Exception ignored" not in err


def test_a_write_that_fails_leaves_the_old_file_and_says_so(home, tmp_path):
    """Half of a file is never seen: the disk is full, the old one stays."""
    resource = pytest.importorskip("resource")
    before = home.read_bytes()

    done = subprocess.run(
        [sys.executable, "-m", "redraft", "edit", str(home), "make the card red", "-i"],
        capture_output=True,
        check=False,
        preexec_fn=lambda: (
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
        ),
    )
    _, err = said(done)

    assert done.returncode == 2
    assert "cannot write" in err
    assert home.read_bytes() == before
    assert [path.name for path in home.parent.iterdir()] == ["home.json"]


def test_an_unforeseen_fault_is_told_and_shown_only_when_asked(home, tmp_path):
    environment = with_reading_replaced(tmp_path, "raise KeyError('x')")

    quiet = run("check", home, environment=environment)
    loud = run("check", home, environment={**environment, "REDRAFT_DEBUG": "1"})

    assert quiet.returncode == loud.returncode == 2
    assert b"KeyError" in quiet.stderr and b"Traceback" not in quiet.stderr
    assert b"Traceback" in loud.stderr
