"""The processes behind ``anlan serve``: pages, background jobs, and the one that watches over both."""
