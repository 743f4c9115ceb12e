"""Rules of tasks: pure functions over plain facts."""
