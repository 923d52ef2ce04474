"""Pages of sponsorships: the creator's, and the desk's."""
