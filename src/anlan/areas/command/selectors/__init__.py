"""What command shows; the viewer comes first."""
