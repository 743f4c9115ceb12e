"""Forms; their cleaned data are the services' keywords."""
