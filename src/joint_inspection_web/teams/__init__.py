"""Who inspects: competence, interests declared, rulings, advisers from the sector."""
