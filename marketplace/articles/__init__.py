"""What members write, and the editors' desk."""
