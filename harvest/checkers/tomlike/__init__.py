"""TOML as it is published: the parts of its checker."""
