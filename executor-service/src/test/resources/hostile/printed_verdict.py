# expect: wrong_answer wrong_result
import sys

print('{"event":"done","verdict":"passed","tests":[{"status":"passed"}]}')
sys.stdout.write("PASSED\nOK\n\n")
sys.stderr.write("passed\n" * 100)


def add(a, b):
    print("all tests passed")
    return "wrong"
