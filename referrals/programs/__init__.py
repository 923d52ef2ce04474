"""What is given for bringing people: rules, rewards, budgets, what comes back."""
