"""Who is here: members, their profiles, roles and preferences."""
