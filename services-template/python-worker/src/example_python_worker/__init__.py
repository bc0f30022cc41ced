"""Example Python Worker: takes jobs from RabbitMQ, transcribes recordings and writes notes."""
