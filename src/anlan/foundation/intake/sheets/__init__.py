"""One module a sheet: judge its rows against what is known, and write those that may be written."""
