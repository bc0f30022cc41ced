"""Logs, metrics and traces of services, without patient data."""
