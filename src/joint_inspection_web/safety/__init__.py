"""A child at risk: told to whom, when, received by whom; and cases referred back.

Apart from the judgement record: nothing that weighs evidence can read these rows.
"""
