# expect: runtime_error exception
def subtract(a, b):
    return a - b
