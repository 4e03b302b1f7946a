# expect: time_limit cpu_limit
import os


def add(a, b):
    for _ in range(2):
        if os.fork() == 0:
            while True:
                pass
    os.wait()
