# expect: runtime_error exited
exit 0
