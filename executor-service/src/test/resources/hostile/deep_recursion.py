# expect: runtime_error exception
def add(a, b):
    return add(a, b)
