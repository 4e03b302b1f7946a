# expect: memory_limit memory_error
def add(a, b):
    return len(bytearray(1 << 40))
