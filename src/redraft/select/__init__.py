"""Which components a description means: selectors as data, and their resolution to ids.

May import: document, diagnostics.
"""
