"""One list a position: what waits in any room, what is late, what changed."""
