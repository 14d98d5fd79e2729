"""What follows an inspection: recommendations, statements of action, whether it helped, and what is found again."""
