"""From a document to a procedure, with every doubt met on the way."""
