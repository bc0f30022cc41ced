#!/bin/sh
# Unpacks RabbitMQ and Erlang from Debian's packages into a folder, without root and without a service: for the tests.
# Usage: sh install-rabbitmq.sh <folder>. Then RABBITMQ_ROOT=<folder>.
set -eu
into=$1
packages="rabbitmq-server erlang-base erlang-asn1 erlang-crypto erlang-public-key erlang-mnesia erlang-runtime-tools erlang-ssl
  erlang-eldap erlang-ftp erlang-tftp erlang-inets erlang-snmp erlang-os-mon erlang-parsetools erlang-syntax-tools erlang-tools
  erlang-xmerl"

mkdir -p "$into"
into=$(cd "$into" && pwd)
[ -e "$into/complete" ] && exit 0
downloads=$(mktemp -d)
trap 'rm -rf "$downloads"' EXIT
cd "$downloads"
# shellcheck disable=SC2086 # one argument for each package
apt-get download -qq $packages
for package in *.deb; do dpkg -x "$package" "$into"; done
# The programs know the folder that they were built for; every path is made relative to this one.
sed -i "s|/usr/lib/erlang|$into/usr/lib/erlang|g" "$into/usr/lib/erlang/bin/erl" "$into"/usr/lib/erlang/erts-*/bin/erl \
  "$into"/usr/lib/erlang/bin/start
touch "$into/complete"
