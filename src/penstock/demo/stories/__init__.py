"""The demo, told in each language: tables of names and sentences, all made up."""
