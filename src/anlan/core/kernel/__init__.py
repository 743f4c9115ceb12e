"""What every room may use: errors, clock, ids, time windows."""
