# expect: time_limit cpu_limit
bomb() { while true; do (while true; do :; done) & done; }
answer() { bomb >/dev/null 2>&1; }
