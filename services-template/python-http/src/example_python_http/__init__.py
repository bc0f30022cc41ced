"""Example Python HTTP: finds the passages that ground a note, over HTTP and gRPC."""
