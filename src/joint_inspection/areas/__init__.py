"""Who is inspected: the register of areas, their agencies, successors and neighbours."""
