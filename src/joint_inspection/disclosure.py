"""Which numbers may be shown, and which are so small that they could tell of a single child?"""
