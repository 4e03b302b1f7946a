# expect: tampered malformed_frame
import sys


def add(a, b):
    mine = sys._getframe(2).f_locals
    mine["channel"].send_bytes(b"R", b'{"value":' + b"[" * 100000 + b"]" * 100000 + b"}", mine["call_id"])
    return 5
