"""What follows an inspection: the area's statement of action, how it goes on, whether it helped, what comes back."""
