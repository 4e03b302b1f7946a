# expect: tampered unexpected_frame
import os


def add(a, b):
    for kind in (b"O", b"D"):
        frame = kind + bytes(16) + b'{"test":"hidden","status":"passed","message":"","raised":""}'
        for descriptor in range(3, 20):
            try:
                os.write(descriptor, len(frame).to_bytes(4, "big") + frame)
            except OSError:
                pass
    return 5
