"""No business words here: errors, ids, time, events, sweeps, text, pages and API basics."""
