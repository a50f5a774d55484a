"""Values: the text of a cell becomes a date, an amount, a truth, a phone; a parser is chosen once per column."""

from penstock.imports.values.columns import PARSERS, Parser, choose_parser
from penstock.imports.values.words import Unparsable, clean, is_blank

__all__ = ["PARSERS", "Parser", "Unparsable", "choose_parser", "clean", "is_blank"]
