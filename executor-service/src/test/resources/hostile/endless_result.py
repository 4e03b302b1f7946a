# expect: wrong_answer wrong_result
def add(a, b):
    result = []
    result.append(result)
    return result
