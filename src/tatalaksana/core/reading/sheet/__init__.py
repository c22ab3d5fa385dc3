"""Excel workbooks as pages: cells by their places, shapes and connectors by their anchors."""
