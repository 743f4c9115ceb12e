"""What a headquarters prints and sends: papers over frozen facts, reports of units, forms of superiors."""
