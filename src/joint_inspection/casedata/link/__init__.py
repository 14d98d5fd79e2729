"""Which records of several agencies are of one child? Found where the records are held, before anything is sent."""
