# expect: time_limit cpu_limit
# expect in T2: runtime_error exception
# expect in T1 warm: runtime_error exception
import os


def add(a, b):
    for number in range(10**9):
        os.mkdir(f"/tmp/{number}")
        if number > 20000:
            # Where files are not counted, time decides, and not what the memory of a directory entry is.
            sum(range(100000))
