"""Contracts of the services over gRPC."""
