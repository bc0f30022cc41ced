#!/bin/sh
# Unpacks etcd of Debian into a folder, without root and without installing it: sh install-etcd.sh FOLDER
set -eu
mkdir -p "$1"
cd "$1"
rm -rf ./*
apt-get download -qq etcd-server
for package in ./*.deb; do
    dpkg -x "$package" .
    rm "$package"
done
