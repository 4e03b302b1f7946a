# expect: wrong_answer wrong_result
import sys


def add(a, b):
    frame = sys._getframe()
    while frame:
        for name in list(frame.f_locals) + list(frame.f_globals):
            if any(word in name for word in ("expected", "test", "outcome", "passed", "verdict")):
                print(name, frame.f_locals.get(name, frame.f_globals.get(name)))
        frame.f_globals.update(passed=True, verdict="passed", result=True)
        frame = frame.f_back
    return "walked"
