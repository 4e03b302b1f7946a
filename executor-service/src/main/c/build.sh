#!/bin/sh
# Builds the launcher into the given folder as launcher-<architecture>, where there is a C compiler. Static where the
# system has the libraries for it: it starts faster then, and on systems with an older C library too.
set -eu

case $(uname -m) in
  x86_64) architecture=x86_64 ;;
  aarch64) architecture=aarch64 ;;
  *) exit 0 ;;
esac
source=$(dirname "$0")/launcher.c
target=$1/launcher-$architecture
if ! command -v cc >/dev/null; then
  echo 'no C compiler: sandboxes will start through a shell, and no warm path; install gcc and libc6-dev for both'
  exit 0
fi
mkdir -p "$1"
[ ! "$target" -nt "$source" ] || exit 0
options='-std=gnu17 -O2 -Wall -Wextra -Wno-sign-compare -fstack-protector-strong -s'
# shellcheck disable=SC2086 # Words, not one option.
cc $options -static -o "$target" "$source" 2>/dev/null || cc $options -o "$target" "$source"
