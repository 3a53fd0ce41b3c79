"""One file a command: read, ask the engine, print.

May import: every room.
"""
