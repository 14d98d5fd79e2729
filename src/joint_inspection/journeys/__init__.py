"""What happened to children, in which order, how long did each step take, and where was there silence?"""
