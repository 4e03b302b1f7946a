# expect: wrong_answer wrong_result
import sys

for module in list(sys.modules.values()):
    for name in ("exact", "equal", "passed", "failed", "COMPARATORS", "encode", "to_text"):
        if hasattr(module, name):
            setattr(module, name, getattr(module, name))
sys.modules["comparison"] = sys.modules["judge"] = sys


def add(a, b):
    return "wrong"
