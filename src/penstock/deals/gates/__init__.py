"""The gates of stages: rules as data, the facts they ask about, one judge, and the one place where doors meet them.

``rules`` is what a rule is and which rules a step meets, ``kinds`` what each kind of rule asks, ``facts`` reads what is
known of a set of deals, ``judge`` says what is missing (it reads nothing), ``passing`` is what the actions call.
"""
