"""What every room shares: the action, the audit trail, agency separation."""
