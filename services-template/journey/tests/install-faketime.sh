#!/bin/sh
# Unpacks libfaketime of Debian into a folder, without root and without installing it: sh install-faketime.sh FOLDER
set -eu
mkdir -p "$1"
cd "$1"
rm -rf ./*
apt-get download -qq libfaketime
for package in ./*.deb; do
    dpkg -x "$package" .
    rm "$package"
done
touch complete
