"""JSON as it is published: with comments, elisions, several documents, captions; and where it really goes wrong."""
