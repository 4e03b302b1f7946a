# expect: output_limit too_many_objects
def count_to(n):
    return (iter(()) for _ in range(150000))
