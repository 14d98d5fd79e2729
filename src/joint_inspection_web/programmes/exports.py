"""How does a programme leave the service? As a table, a calendar or a file, each saying that it is an illustration."""

FORMS: dict = {}
