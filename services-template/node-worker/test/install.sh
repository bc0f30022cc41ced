#!/bin/sh
# Installs into .cache what the tests need and the environment does not name. Where that fails, the tests that need it are skipped
# with the reason, and fail with CI=true.
set -u
cd "$(dirname "$0")"
[ -n "${RABBITMQ_ROOT:-}" ] || sh install-rabbitmq.sh ../.cache/rabbitmq || echo "RabbitMQ could not be installed" >&2
[ -n "${KAFKA_JARS:-}" ] || sh install-kafka.sh ../.cache/kafka || echo "Kafka could not be installed" >&2
[ -n "${POSTGRESQL_ROOT:-}" ] || sh install-postgresql.sh ../.cache/postgresql || echo "PostgreSQL could not be installed" >&2
