"""What the words of the command line do, one module to a command."""
