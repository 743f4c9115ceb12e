"""Pure rules of posture: the catalogue, directions of change, timelines, what an act lacks, compilation."""
