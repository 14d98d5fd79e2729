"""How pages look: layout, components and drawings."""
