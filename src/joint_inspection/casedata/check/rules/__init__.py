"""What should be so of the lists? One module a rule: its docstring is the rule and the reason for it."""
