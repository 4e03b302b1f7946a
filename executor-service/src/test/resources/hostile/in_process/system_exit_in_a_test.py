# expect: runtime_error exception
def add(a, b):
    raise SystemExit(0)
