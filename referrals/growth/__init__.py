"""What each channel cost and earned."""
