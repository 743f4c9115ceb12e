"""The shell, the components and the words that every page shares."""
