# expect: tampered malformed_frame
import sys


def add(a, b):
    mine = sys._getframe(2).f_locals
    mine["channel"].send_bytes(b"R", b'{"value":' + b"9" * 1000000 + b"}", mine["call_id"])
    return 5
