# expect: wrong_answer wrong_result
def add(a, b):
    return range(10**30)
