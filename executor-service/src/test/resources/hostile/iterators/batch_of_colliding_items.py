# expect: runtime_error result_unusable
# Each item is a set, made of numbers that all hash alike, by whoever reads it.
import sys


def count_to(n):
    frame = sys._getframe()
    while "channel" not in frame.f_locals:
        frame = frame.f_back
    mine = frame.f_locals
    members = ",".join('{"$int":"%s"}' % hex(i * (2**61 - 1)) for i in range(1, 50000))
    batch = '{"value":{"items":[%s],"ended":true}}' % ",".join(['{"$set":[%s]}' % members] * 4)
    mine["channel"].send_bytes(b"R", batch.encode(), mine["call_id"])
    yield 0
