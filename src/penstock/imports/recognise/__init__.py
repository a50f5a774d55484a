"""Recognition: whose export it is, what each table holds, which column means what, and how the tables join.

``vocabulary`` lists what can be imported; ``systems`` holds the headers of each system, one module per system;
``tables`` decides, ``columns`` maps what no system claims, by likeness of the header and by the values beneath it.
"""
