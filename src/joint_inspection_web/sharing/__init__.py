"""What inspectorates tell one another, what each keeps in its own box, and who looked at what."""
