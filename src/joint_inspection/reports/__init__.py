"""What does the report of an inspection say, may it go out, and what does it look like?"""
