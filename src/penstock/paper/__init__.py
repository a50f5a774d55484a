"""Pages for paper: what is drawn in points, flows from page to page and becomes a PDF with its letters embedded.

Nothing here reads markup, addresses or files that a text names: a text is letters, whatever they spell. The library and
the fonts are loaded when the first page is asked for.
"""
