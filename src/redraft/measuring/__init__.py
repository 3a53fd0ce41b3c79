"""How long things take and how much memory they hold: the workloads, a profile of one command, the report.

The engine is timed against the plain pipeline (`measuring.reference`; the source
checkout) in one process, turn by turn, on the same documents and commands; a row counts only
where both sides give equal results.

May import: every room but cli; `time`, `gc`, `tracemalloc`, `subprocess`.
"""
