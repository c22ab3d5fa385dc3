"""The demo offices: five agencies, 37 procedures, some cases under way."""
