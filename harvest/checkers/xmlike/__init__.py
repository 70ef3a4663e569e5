"""XML, whole or in part: the parts of its checker."""
