# expect: time_limit wall_limit
import os
import time


def add(a, b):
    os.closerange(3, 256)
    time.sleep(100)
