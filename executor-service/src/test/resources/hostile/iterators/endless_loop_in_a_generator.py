# expect: time_limit cpu_limit
def count_to(n):
    yield 0
    while True:
        pass
