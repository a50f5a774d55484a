"""The ready playbook: what to do in each stage of our templates, in each of our languages, as data to begin with."""
