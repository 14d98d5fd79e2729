"""What is one whole inspection, as a file that needs no service?"""
