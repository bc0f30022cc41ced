"""Measures what telemetry costs a service."""
