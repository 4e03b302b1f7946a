# expect: tampered oversized_frame
import os


def add(a, b):
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, b"\xff\xff\xff\xf0" + b"R" * 40)
        except OSError:
            pass
    return 5
