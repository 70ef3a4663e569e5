"""YAML and what people write in its place: the parts of its checker."""
