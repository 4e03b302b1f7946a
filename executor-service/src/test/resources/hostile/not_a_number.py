# expect: wrong_answer wrong_result
def add(a, b):
    return float("nan")
