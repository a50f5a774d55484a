"""What runs beside requests: the worker, and the streams that tell open pages what has changed."""
