"""Sign-in: accounts bound to persons, second factors, the position one acts in."""
