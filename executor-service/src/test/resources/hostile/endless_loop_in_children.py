# expect: time_limit cpu_limit
# expect in T2: runtime_error exception
import os


def add(a, b):
    for _ in range(2):
        if os.fork() == 0:
            while True:
                pass
    os.wait()
