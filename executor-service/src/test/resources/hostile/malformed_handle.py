# expect: tampered invalid_value
import sys


def add(a, b):
    mine = sys._getframe(2).f_locals
    mine["channel"].send_bytes(b"R", b'{"value":{"$object":["__class__","int",true,"object"]}}', mine["call_id"])
    return 5
