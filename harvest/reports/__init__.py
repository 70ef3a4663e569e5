"""Registry: filled below."""
