"""What an inspector's phone takes along."""

from anlan.areas.inspection import public

PACKS = (("inspection", public.pack),)
