"""Named reads of sightings, and the arithmetic behind them."""
