# expect: tampered unexpected_frame
import os
import sys


def add(a, b):
    channel = sys._getframe(2).f_locals["channel"]
    channel.send(b"C", {"function": "add", "args": [1, 1], "kwargs": {}})
    return 5
