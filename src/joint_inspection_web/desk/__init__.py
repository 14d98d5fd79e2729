"""The first page of each person, and the pages about the service itself."""
