"""Imports: a company's own files become its pipeline.

The way of a file, each step in a folder of its own and usable alone:

1. ``reading`` opens CSV, workbooks, ZIP and gzip as lazy tables with row numbers; it decides encoding and delimiter.
2. ``values`` turns the text of a cell into a date or an amount. A parser is chosen once per column, from evidence.
3. ``recognise`` tells whose export it is, what each table holds and which column means what, and says how sure it is.
4. ``drafting`` joins the tables into companies, contacts, products, deals with dated histories, and activities.
5. The actions preview, write in blocks, resume and undo an import as a unit; nothing is written before a person agrees.

The first four know no database. Whatever cannot be taken is refused with a sentence, never dropped in silence.
"""
