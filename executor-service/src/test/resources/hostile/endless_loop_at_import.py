# expect: time_limit cpu_limit
while True:
    pass
