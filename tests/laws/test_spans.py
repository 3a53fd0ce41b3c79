"""Whatever points at words points at the words as typed."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from redraft import edit
from redraft.decompose import read
from redraft.serialize import Result

from .screens import MUST_RUN, case, seeds

PAGE = b'{"components":[{"id":"header","type":"header"},{"id":"pay","type":"button"}]}'


def every_span_quotes(result: Result, said: str) -> None:
    for d in result.diagnostics:
        for span in (d.span, *d.related):
            if span is not None:
                assert 0 <= span[0] <= span[1] <= len(said), d
    for step in result.steps:
        start, end = step.span
        assert 0 <= start <= end <= len(said)
        assert step.clause == said[start:end]


@settings(max_examples=120)
@given(seeds)
def test_spans_of_steps_and_diagnostics_quote_the_command(seed: int) -> None:
    """R-2."""
    source, said, options = case(seed)

    every_span_quotes(edit(source, said, **options), said)


@settings(max_examples=100)
@given(
    seeds,
    st.sampled_from(["", "  ", "\n\n- ", "1. ", "“”", "Please, ", "😀 "]),
    st.text(max_size=6),
)
@example(0, "  ", "\u0130\u00df")  # letters that grow when their case is changed
def test_what_stands_around_a_command_moves_no_span(seed: int, before: str, after: str) -> None:
    """R-2."""
    source, said, options = case(seed)

    every_span_quotes(edit(source, before + said + after, **options), before + said + after)


def test_spans_of_what_must_run_quote_it() -> None:
    """R-2."""
    for said in MUST_RUN:
        every_span_quotes(edit(PAGE, said), said)
        for clause in read(said).plan.clauses:
            start, end = clause.span
            assert clause.text == said[start:end]
            for step in clause.steps:
                assert step.span is None or start <= step.span[0] <= step.span[1] <= end
