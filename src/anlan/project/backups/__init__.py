"""The whole state in one file, and back: database, files, and a manifest that vouches for both."""
