"""The doors: parse a request, call an action or a query, show the result."""
