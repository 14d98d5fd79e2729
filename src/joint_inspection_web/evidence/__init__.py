"""The notebook: what inspectors saw and were told, also without a connection, never lost."""
