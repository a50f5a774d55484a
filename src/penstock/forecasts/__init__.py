"""What the months to come will bring, learnt from how deals went on, with how wrong it was before."""
