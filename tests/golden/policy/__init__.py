"""Vectors of the rule engine: documents, requests, and the decisions that every engine must give."""
