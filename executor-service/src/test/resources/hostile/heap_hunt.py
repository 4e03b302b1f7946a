# expect: wrong_answer wrong_result
import gc
import sys


def add(a, b):
    for thing in gc.get_objects() + list(sys.modules.values()):
        text = repr(getattr(thing, "__dict__", thing))
        if "CANA" + "RY" in text:
            print(text)
    return "hunted"
