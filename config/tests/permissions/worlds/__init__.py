"""What each further part adds to the world of the permission tests: a module with PARTS."""
