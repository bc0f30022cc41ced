"""HIPAA's 18 identifiers in every carrier: people, a careless service in each language, and the table of what left."""
