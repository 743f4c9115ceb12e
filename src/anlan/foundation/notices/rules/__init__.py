"""Pure rules: who is interrupted when, how fast a channel may speak, when it tries again."""
