# expect: time_limit cpu_limit
def add(a, b):
    return (a + 7) ** (10**9) % 3
