"""Webhooks: another system of the office is told what happened in its cases."""
