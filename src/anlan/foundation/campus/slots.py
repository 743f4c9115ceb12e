"""What places add to pages of rooms below."""

from anlan.foundation.campus.residing import lodging_of_person

SLOTS = (("people.person.main", lodging_of_person, 50),)
