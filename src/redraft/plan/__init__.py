"""How a document may change: typed steps, what they would write, and what they touch.

May import: select, document, diagnostics.
"""
