"""What can be done with meetings, texts, drafts and requirements; each act is one transaction."""
