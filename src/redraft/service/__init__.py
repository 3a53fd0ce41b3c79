"""The HTTP service: what the library does, for documents that are sent and for documents that are stored.

It decodes, routes and answers; it decides nothing about an edit. One process with a store of its
own is all that it needs (`redraft serve`).

    F-1  what comes of a request is what the library gives for it

May import: store, render, explaining, batching, engine. Needs the extra ``serve``.
"""
