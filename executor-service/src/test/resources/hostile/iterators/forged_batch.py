# expect: tampered invalid_value
import sys

def count_to(n):
    frame = sys._getframe()
    while "channel" not in frame.f_locals:
        frame = frame.f_back
    mine = frame.f_locals
    mine["channel"].send_bytes(b"R", b'{"value":{"items":"all of them","ended":true}}', mine["call_id"])
    yield 0
