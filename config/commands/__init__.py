"""What stands behind the programs in `bin/`."""
