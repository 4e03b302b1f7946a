# expect: runtime_error exited
def add(a, b):
    raise SystemExit(0)
