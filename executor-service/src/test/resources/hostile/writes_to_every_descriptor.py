# expect: tampered
import os


def add(a, b):
    for descriptor in range(256):
        try:
            os.write(descriptor, b'{"status":"passed","verdict":"passed"}\n')
        except OSError:
            pass
    return 5
