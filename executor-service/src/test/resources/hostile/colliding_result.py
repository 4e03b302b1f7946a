# expect: runtime_error result_unusable
# Numbers that all hash alike: cheap to write, and the set that is made of them takes the square of their count.
import sys


def add(a, b):
    mine = sys._getframe(2).f_locals
    members = ",".join('{"$int":"%s"}' % hex(i * (2**61 - 1)) for i in range(1, 100000))
    mine["channel"].send_bytes(b"R", ('{"value":{"$set":[%s]}}' % members).encode(), mine["call_id"])
    return 5
