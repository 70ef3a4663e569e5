"""`snippets/` and its manifest: the only reader and writer of both."""

from harvest.store.manifest import MANIFEST, exists, read
from harvest.store.writing import Harvest

__all__ = ["MANIFEST", "Harvest", "exists", "read"]
