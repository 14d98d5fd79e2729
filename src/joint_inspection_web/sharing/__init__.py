"""What inspectorates share, on what basis; and who looked at what."""
