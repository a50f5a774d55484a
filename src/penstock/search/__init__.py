"""Search over everything one may see: substrings in any language, forgiving with names."""
