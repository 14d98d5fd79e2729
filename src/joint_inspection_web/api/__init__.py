"""The public facts as JSON, to read only."""
