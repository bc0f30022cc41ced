#!/bin/sh
# Unpacks RabbitMQ and Erlang of Debian into a folder, without root and without installing them: sh install-rabbitmq.sh FOLDER
set -eu
mkdir -p "$1"
cd "$1"
rm -rf ./*
packages=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances rabbitmq-server |
    grep -E '^(erlang|rabbitmq)' | sort -u)
# The rest of what they need is part of every Debian. $packages is a list: it must be split.
# shellcheck disable=SC2086
apt-get download -qq $packages
for package in ./*.deb; do
    dpkg -x "$package" .
    rm "$package"
done
# The path of Erlang is written into its scripts.
sed -i "s|ROOTDIR=/usr/lib/erlang|ROOTDIR=$PWD/usr/lib/erlang|" usr/lib/erlang/bin/erl usr/lib/erlang/erts-*/bin/erl 2>/dev/null || true
touch complete
