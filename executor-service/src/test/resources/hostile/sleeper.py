# expect: time_limit wall_limit
import time


def add(a, b):
    time.sleep(100000)
