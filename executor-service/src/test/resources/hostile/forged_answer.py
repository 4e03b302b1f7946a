# expect: tampered unexpected_frame
import os


def add(a, b):
    frame = b"R" + bytes(16) + b'{"value":5}'
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, len(frame).to_bytes(4, "big") + frame)
        except OSError:
            pass
    return 5
