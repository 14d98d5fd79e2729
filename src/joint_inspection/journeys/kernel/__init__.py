"""How are questions about a nation's journeys answered in a second? From a store in which each child's events lie together.

The SQL engines are the definition and the oracle; the kernel reads the same catalogue and the same clocks as data, and
answers the questions that it can. Its store is for invented or lawfully held data on one's own machine: the events of an
inspection are never written as one.
"""
