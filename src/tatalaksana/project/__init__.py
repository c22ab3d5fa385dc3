"""Settings, addresses, and how the application is started and stopped."""
