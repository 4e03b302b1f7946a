# expect: runtime_error exception
import os


def add(a, b):
    for number in range(100000):
        with open(f"/tmp/{number}", "wb") as file:
            file.write(bytes(1 << 22))
