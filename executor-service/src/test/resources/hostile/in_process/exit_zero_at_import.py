# expect: runtime_error exited
raise SystemExit(0)
