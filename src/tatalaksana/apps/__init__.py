"""The rooms of the running office: models, queries, policies, actions."""
