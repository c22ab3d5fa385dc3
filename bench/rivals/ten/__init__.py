"""A Django app of the other interpreter alone: Viewflow finds a flow by the app it stands in."""
