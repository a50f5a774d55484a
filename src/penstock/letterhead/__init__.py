"""The company as it stands on what it sends: name, address, requisites and logo over its documents."""
