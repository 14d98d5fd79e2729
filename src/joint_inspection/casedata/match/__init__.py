"""Which list is this sheet, which column is this heading, and what does this value mean? And how sure is that?"""
