# expect: wrong_answer wrong_result
import os


def add(a, b):
    os.write(1, b"\0\xff\xfe\xc0\x80\xed\xa0\x80" * 1000)
    os.write(2, bytes(range(256)))
    return "wrong"
