# expect: memory_limit
def count_to(n):
    yield 0
    kept = []
    while True:
        kept.append(bytearray(1 << 24))
