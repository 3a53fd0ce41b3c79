"""The studio: a page that shows what a sentence would do, does it, explains it and takes it back.

The page talks to the HTTP interface only and knows nothing of edits; what it needs and others
need less, pictures with the places of components, previews with the words' roles, a component's
values and where they come from, are operations of the service like all others.

    F-1  what is previewed here is what `redraft.edit` and `redraft.explain` give

May import: store, render, explaining, engine, service.
"""
