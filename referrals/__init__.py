"""Word of mouth: links, programmes, campaigns, growth. Knows `marketplace`, and no other package."""
