"""The lists that agencies are asked for and send: quarantined, checked, accepted, kept under a key, destroyed."""
