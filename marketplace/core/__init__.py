"""No business words here: errors, ids, time, events, sweeps, text, pictures, pages and API basics."""
