"""From pages with geometry to the blocks of rows that `understand` takes."""
