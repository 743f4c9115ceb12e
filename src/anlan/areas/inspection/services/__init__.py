"""Acts of inspection."""
