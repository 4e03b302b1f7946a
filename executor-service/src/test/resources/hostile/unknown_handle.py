# expect: wrong_answer wrong_result
# The number of an object that does not exist. It is only ever sent back here.
import sys


def add(a, b):
    mine = sys._getframe(2).f_locals
    channel = mine["channel"]
    channel.send_bytes(b"R", b'{"value":{"$object":[99999,"Number",true,"object"]}}', mine["call_id"])

    def once(*ignored):
        del channel.send_bytes

    channel.send_bytes = once
