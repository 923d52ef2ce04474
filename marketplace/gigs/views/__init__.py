"""Pages of gigs: for buyers, for sellers, for editors."""
