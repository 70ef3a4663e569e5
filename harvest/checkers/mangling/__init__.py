"""What publishing does to code: one file for each kind of damage."""
