# expect: tampered malformed_frame
import sys


def add(a, b):
    mine = sys._getframe(2).f_locals
    mine["channel"].send_bytes(b"R", b'{"value":5,"status":"passed"}', mine["call_id"])
    return 5
