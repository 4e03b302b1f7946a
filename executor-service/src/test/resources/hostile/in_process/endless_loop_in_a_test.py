# expect: time_limit cpu_limit
def add(a, b):
    while True:
        pass
