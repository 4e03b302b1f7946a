# expect: tampered oversized_frame
import os


def add(a, b):
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, b"\x7f\xff\xff\xff")
        except OSError:
            pass
    return 5
