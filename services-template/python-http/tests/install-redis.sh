#!/bin/sh
# Unpacks Redis of Debian into a folder, without root and without installing it: sh install-redis.sh FOLDER
set -eu
mkdir -p "$1"
cd "$1"
rm -rf ./*
apt-get download -qq redis-server redis-tools libjemalloc2 liblzf1
for package in ./*.deb; do
    dpkg -x "$package" .
    rm "$package"
done
touch complete
