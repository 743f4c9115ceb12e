"""System checks over the whole house."""
