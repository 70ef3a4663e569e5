"""Shell as it is published: scripts, sessions, and commands with their output."""
