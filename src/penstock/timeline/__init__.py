"""Timeline: the story of a deal, a company or a contact, told from the journal."""
