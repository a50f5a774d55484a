"""Ground that everything stands on: errors, scoped managers, the action decorator, money and dates."""
