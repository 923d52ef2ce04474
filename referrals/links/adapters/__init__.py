"""What a request says of who comes."""
