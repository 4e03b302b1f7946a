# expect: time_limit cpu_limit
import os


def add(a, b):
    for number in range(10**9):
        os.mkdir(f"/tmp/{number}")
