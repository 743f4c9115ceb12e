"""The interface for other systems: the acts and reads of the pages, over HTTP, described by OpenAPI."""
