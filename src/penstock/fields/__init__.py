"""Custom fields: typed definitions per workspace, and values kept with the record."""
