#!/bin/sh
# Copies the jars of a Kafka broker into a folder, for the tests; it runs on Java 17.
# Usage: sh install-kafka.sh FOLDER
set -eu
mkdir -p "$1"
into=$(cd "$1" && pwd)
[ -e "$into/complete" ] && exit 0
mvn --quiet --batch-mode --file "$(dirname "$0")/kafka.xml" \
  org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$into"
touch "$into/complete"
