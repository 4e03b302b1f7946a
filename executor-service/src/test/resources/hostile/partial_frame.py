# expect: tampered partial_frame
import os


def add(a, b):
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, (1000).to_bytes(4, "big") + b"R" + bytes(16) + b'{"value":')
        except OSError:
            pass
    os._exit(0)
