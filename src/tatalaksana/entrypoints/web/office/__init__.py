"""The pages of the office: units, positions, holders, the audit trail."""
