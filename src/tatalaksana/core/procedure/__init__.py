"""What a procedure is: the model, questions to its graph, the exchange format."""
