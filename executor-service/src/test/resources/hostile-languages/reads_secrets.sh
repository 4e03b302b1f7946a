# expect: passed
cat "{canary}" /etc/shadow /proc/1/environ /proc/*/environ /proc/1/cmdline 2>/dev/null >&2
env >&2
answer() { echo 42; }
