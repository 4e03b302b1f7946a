# expect: tampered unexpected_frame
import sys


def add(a, b):
    mine = sys._getframe(2).f_locals
    mine["channel"].send_bytes(b"R", b'{"value":5}', mine["call_id"])
    return 5
