"""By mail: at once, or gathered into one mail a day."""
