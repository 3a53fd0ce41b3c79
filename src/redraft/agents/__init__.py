"""The MCP server: what an agent plugs in to edit blueprints, with tools and with resources.

It shares what the HTTP service asks, answers, accepts and refuses; it decides nothing about an
edit. No tool opens a path or an address: a call has its blueprint in it, or names a document of
the store that the server was started with.

    F-1  what comes of a call is what the library gives for it

May import: service, store, explaining, batching, engine. Needs the extra ``mcp``.
"""
