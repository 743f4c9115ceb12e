"""Floor 6: settings, urls, wiring, checks; the only place that knows everyone."""
