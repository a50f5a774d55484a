"""The pages about playbooks, a file each."""
