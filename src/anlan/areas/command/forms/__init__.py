"""The forms of command; their cleaned data are the keywords of the services."""
