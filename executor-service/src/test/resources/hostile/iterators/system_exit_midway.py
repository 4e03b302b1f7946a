# expect: runtime_error exited
def count_to(n):
    yield from range(n)
    raise SystemExit(0)
