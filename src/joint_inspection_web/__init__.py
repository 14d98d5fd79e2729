"""The service: rows, permissions and pages around the library."""
