"""The look and the frame of every page: tokens, parts, tags and small custom elements."""
