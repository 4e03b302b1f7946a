# expect: tampered invalid_value
import sys


def add(a, b):
    mine = sys._getframe(2).f_locals
    mine["channel"].send_bytes(b"R", b'{"value":{"$set":[[1],[2]]}}', mine["call_id"])
    return 5
