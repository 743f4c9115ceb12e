"""Background work: queued in the act's transaction, retried, its failures visible."""
