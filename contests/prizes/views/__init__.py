"""Pages of prizes: the winner's, and the desk's."""
