"""Rules of inspection: pure, over plain facts."""
