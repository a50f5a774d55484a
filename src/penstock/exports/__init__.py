"""Exports: what one may read, filtered, as a CSV, XLSX or JSON file that is sent while it is written."""
