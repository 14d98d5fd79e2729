"""How are questions about many journeys answered in a second? By a store that keeps each child's events together.

The SQL engines are the definition and the oracle; the kernel reads the same catalogue and the same clocks as data, and
answers the questions that it can. Its store is for invented or lawfully held data on one's own machine: what an
inspection holds is never written as one.
"""
