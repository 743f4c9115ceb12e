"""Events announced in a transaction and delivered to listeners after it."""
