"""How good the reading is, on commands whose right outcome is known.

A row says what a command should do to a blueprint; the documents before and after
say what it did. What a result claims is not believed, except for the reasons of
moves that nobody asked for.

May import: engine and every room below it.
"""
