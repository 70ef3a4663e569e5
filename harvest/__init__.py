"""Code blocks of published articles: harvested exactly, judged in context."""

__version__ = "0.1.0"
