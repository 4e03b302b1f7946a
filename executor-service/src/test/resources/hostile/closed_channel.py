# expect: time_limit wall_limit
# expect in T2: tampered closed_channel
# expect in T1 warm: tampered closed_channel
import os
import time


def add(a, b):
    os.closerange(3, 256)
    time.sleep(100)
