"""First data: sheets in, verdict per row, differences, merges."""
