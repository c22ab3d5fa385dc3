"""The database backend of the settings."""

from __future__ import annotations

from django.db.backends.postgresql import base, features


class DatabaseFeatures(features.DatabaseFeatures):
    """What may be taken for granted in a query."""

    #: A primary key holds the agency, so `group by id` alone does not fix the other columns; all
    #: that are asked for are named.
    allows_group_by_selected_pks = False


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection."""

    features_class = DatabaseFeatures
