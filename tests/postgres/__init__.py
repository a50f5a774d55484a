"""A PostgreSQL of the tests' own, started from the system's binaries."""
