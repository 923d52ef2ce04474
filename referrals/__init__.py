"""Word of mouth: links, programmes, campaigns, growth. Knows `marketplace` alone."""
