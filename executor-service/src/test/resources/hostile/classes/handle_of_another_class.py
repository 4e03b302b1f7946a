# expect: tampered invalid_value
import sys


class Stack:
    def __init__(self, items=()):
        pass

    def push(self, item):
        frame = sys._getframe()
        while "channel" not in frame.f_locals:
            frame = frame.f_back
        mine = frame.f_locals
        mine["channel"].send_bytes(b"R", b'{"value":{"$object":[0,"int",true,"object"]}}', mine["call_id"])
