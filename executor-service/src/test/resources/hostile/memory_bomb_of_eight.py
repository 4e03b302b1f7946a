# expect: memory_limit
# expect in T2: runtime_error exception
import os
import time


def add(a, b):
    for _ in range(8):
        if os.fork() == 0:
            hoard = bytearray(b"x" * (100 << 20))
            time.sleep(1000)
    time.sleep(1000)
