"""Acts of posture, each in one transaction: check, move, record, publish."""
