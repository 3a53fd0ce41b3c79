"""The document: values, properties, versions, and what differs between two of them.

May import: diagnostics.
"""
