"""Notices: approved, sent to a frozen audience, every attempt of delivery kept; and everybody's inbox."""
