"""The components as template tags, one module a family; ``{% load anlan_ui %}`` brings them all."""
