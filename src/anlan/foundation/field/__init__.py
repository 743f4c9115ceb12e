"""Work done on phones without a line: devices, parcels handled exactly once, and what a phone takes along."""
