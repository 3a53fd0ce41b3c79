"""Stage 2: a plan becomes a new document, or nothing at all.

May import: plan, select, document, diagnostics.
"""
