"""What the reader saw on a page and why it decided so, drawn over the page itself."""
