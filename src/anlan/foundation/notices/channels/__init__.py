"""Ways out of the house, one module each; all look alike from the dispatcher."""
