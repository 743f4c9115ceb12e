"""Floor 2: Django apps that know no area."""
