"""Activities: tasks, calls, meetings, notes and files, planned and done."""
