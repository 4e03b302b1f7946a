# expect: tampered invalid_value
import sys


def add(a, b):
    mine = sys._getframe(2).f_locals
    mine["channel"].send_bytes(b"R", b'{"value":{"$pickle":"gASVIAAAAAAAAACMBXBvc2l4"}}', mine["call_id"])
    return 5
