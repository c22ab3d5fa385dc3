"""Sign-in, the profile, the language, whether the server is well."""
