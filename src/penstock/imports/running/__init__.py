"""Running: drafts become records through the domain's own actions, block by block, each block one transaction."""
