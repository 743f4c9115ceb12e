"""The command board and the pages that join areas."""
