"""The runs so far, in a database: what is new, what was fixed, what is still broken."""
