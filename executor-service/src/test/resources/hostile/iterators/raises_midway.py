# expect: runtime_error exception
def count_to(n):
    yield 0
    raise ValueError("midway")
