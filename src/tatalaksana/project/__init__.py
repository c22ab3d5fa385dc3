"""Settings, addresses, and how the application is started and stopped."""

import warnings

# The embedded PostgreSQL keeps its lock file in a temporary folder then, which is right for us.
warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
